"""The parts of JSON Schema that the two SP-DCI documents use, and where to find a message in them.
Used when a copy of the standard is at hand; it is not part of this project."""
import re
from pathlib import Path


class Standard:
    def __init__(self, path):
        import yaml  # only whoever checks against the documents needs it
        self.document = yaml.load(Path(path).read_text(), Loader=yaml.BaseLoader)

    def at(self, pointer):
        value = self.document
        for part in pointer.removeprefix("#/").split("/"):
            part = part.replace("~1", "/").replace("~0", "~")
            value = value[int(part)] if isinstance(value, list) else value[part]
        return value

    def request(self, path):
        operation = self.document["paths"][path]["post"]
        return operation["requestBody"]["content"]["application/json"]["schema"]

    def response(self, path, status):
        """The schema of an answer; where the document puts a bare schema, that one."""
        responses = self.document["paths"][path]["post"]["responses"]
        found = responses.get(str(status), responses["default"])
        while "$ref" in found:
            found = self.at(found["$ref"])
        if "content" in found:
            return found["content"]["application/json"]["schema"]
        return found

    def faults(self, schema, value, where="", depth=0):
        """What does not fit, in words."""
        if depth > 60:
            return [where + ": too deep"]
        if "$ref" in schema:
            return self.faults(self.at(schema["$ref"]), value, where, depth + 1)
        found = self.own_faults(schema, value, where)
        for part in schema.get("allOf", []):
            found += self.faults(part, value, where, depth + 1)
        if "anyOf" in schema:
            if all(self.faults(one, value, where, depth + 1) for one in schema["anyOf"]):
                found.append(where + ": fits none of anyOf")
        if "oneOf" in schema:
            fits = [one for one in schema["oneOf"] if not self.faults(one, value, where, depth + 1)]
            if len(fits) != 1:
                found.append(f"{where}: fits {len(fits)} of oneOf")
        if isinstance(value, dict):
            for name, part in schema.get("properties", {}).items():
                if name in value:
                    found += self.faults(part, value[name], f"{where}/{name}", depth + 1)
        if isinstance(value, list) and "items" in schema:
            for number, one in enumerate(value):
                found += self.faults(schema["items"], one, f"{where}/{number}", depth + 1)
        return found

    @staticmethod
    def own_faults(schema, value, where):
        kinds = {"object": dict, "array": list, "string": str, "boolean": bool,
                 "number": (int, float), "integer": int}
        found = []
        kind = schema.get("type")
        # Only a text names a type: a property may itself be called "type".
        if isinstance(kind, str) and kind in kinds:
            if not isinstance(value, kinds[kind]) or (kind in ("number", "integer")
                                                      and isinstance(value, bool)):
                return [f"{where}: no {kind}"]
        if isinstance(value, dict):
            found += [f"{where}: {name} is missing" for name in schema.get("required", [])
                      if name not in value]
        if isinstance(value, str):
            if "maxLength" in schema and len(value) > int(schema["maxLength"]):
                found.append(where + ": too long")
            if "pattern" in schema and not re.search(schema["pattern"], value):
                found.append(where + ": pattern")
            if schema.get("format") == "date-time" and not re.fullmatch(
                    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", value):
                found.append(where + ": no moment with its zone")
            if "enum" in schema and value not in schema["enum"]:
                found.append(f"{where}: {value} is none of {schema['enum']}")
        return found
