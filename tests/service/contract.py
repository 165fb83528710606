"""Requests from the contract: for every operation of /openapi.json a smallest valid one, and the
ids that fill its path. Nothing here knows a route by name, so a new route is asked too."""
import copy
import re
from dataclasses import dataclass, field

METHODS = ("get", "put", "post", "patch", "delete")
# Texts for the patterns that the contract uses; a pattern that is not here must be matched by one of
# the general samples, or the test says which one is missing.
SAMPLES = ["a", "aaaaaaaa", "1", "000000", "3319011705809999", "2025-01", "2025-01-31", "33.19", "0812345678",
           "contoh", "contoh-1", "2025-01-31T00:00:00Z", "https://example.org/hook", "a" * 26, "0" * 64,
           "081234567890", "16800", "00000000000", "2025", "id", "AAAA", "C", "a.b", "2025-01/2026-01", "33.19.01", "33.19.01.2006"]
FORMATS = {"date": "2025-01-31", "date-time": "2025-01-31T08:15:00Z", "uuid": "00000000-0000-4000-8000-000000000000",
           "email": "siti@example.org", "uri": "https://example.org/hook", "month": "2025-01"}


class Contract:
    def __init__(self, document):
        self.document = document
        self.operations = []
        for path, item in document["paths"].items():
            for method in METHODS:
                if method in item:
                    self.operations.append(Operation(self, method.upper(), path, item[method],
                                                     item.get("parameters", [])))

    def resolve(self, schema):
        while isinstance(schema, dict) and "$ref" in schema:
            place = self.document
            for step in schema["$ref"].removeprefix("#/").split("/"):
                place = place[step]
            schema = place
        return schema

    def sample(self, schema, name="", every=False, depth=0):
        """A smallest value that fits; with `every`, optional properties too."""
        schema = self.resolve(schema)
        if schema is True or schema == {}:
            return "a"
        for key in ("const", "default", "example"):
            if key in schema:
                return copy.deepcopy(schema[key])
        if "enum" in schema:
            return schema["enum"][0]
        for key in ("oneOf", "anyOf"):
            if key in schema:
                kinds = [self.resolve(one) for one in schema[key]]
                kinds = [one for one in kinds if one.get("type") != "null"] or kinds
                return self.sample(kinds[0], name, every, depth + 1)
        if "allOf" in schema:
            whole = {}
            for one in schema["allOf"]:
                whole.update(self.sample(one, name, every, depth + 1))
            return whole
        kind = schema.get("type", "object" if "properties" in schema else "string")
        if isinstance(kind, list):
            kind = next(one for one in kind if one != "null")
        return getattr(self, "sample_" + kind)(schema, name, every, depth)

    def sample_object(self, schema, _, every, depth):
        names = schema.get("properties", {})
        wanted = list(names) if every and depth < 4 else schema.get("required", [])
        return {one: self.sample(names.get(one, {}), one, every, depth + 1) for one in wanted}

    def sample_array(self, schema, name, every, depth):
        count = max(schema.get("minItems", 0), 1 if every else 0)
        return [self.sample(schema.get("items", {}), name, every, depth + 1) for _ in range(count)]

    def sample_string(self, schema, name, *_):
        if schema.get("format") in FORMATS:
            return FORMATS[schema["format"]]
        shortest, longest = schema.get("minLength", 0), schema.get("maxLength", 1 << 20)
        for text in ["contoh", *SAMPLES]:
            text = text if len(text) >= shortest else text + "a" * (shortest - len(text))
            if len(text) <= longest and re.search(schema.get("pattern", ""), text):
                return text
        raise SystemExit(f"contract: no sample fits the text {name!r}: {schema}; add one to SAMPLES")

    def sample_integer(self, schema, *_):
        return max(1, schema.get("minimum", 1), schema.get("exclusiveMinimum", 0) + 1)

    def sample_number(self, schema, *_):
        return self.sample_integer(schema)

    def sample_boolean(self, *_):
        return False

    def sample_null(self, *_):
        return None


@dataclass
class Operation:
    contract: Contract
    method: str
    path: str
    told: dict
    shared: list
    parameters: list = field(default_factory=list)

    def __post_init__(self):
        both = [self.contract.resolve(one) for one in [*self.shared, *self.told.get("parameters", [])]]
        self.parameters = both
        self.id = self.told.get("operationId", "")
        self.permission = self.told.get("x-permission", "")
        self.names = re.findall(r"\{(\w+)\}", self.path)

    def __str__(self):
        return f"{self.method} {self.path}"

    def where(self, place):
        return [one for one in self.parameters if one["in"] == place]

    def media(self):
        return list(self.told.get("requestBody", {}).get("content", {}))

    def body_schema(self):
        content = self.told.get("requestBody", {}).get("content", {})
        return content["application/json"].get("schema", {}) if "application/json" in content else None

    def body(self, every=False):
        """(bytes or JSON, media type) of a smallest body; (None, None) where there is none."""
        if not self.media():
            return None, None
        schema = self.body_schema()
        if schema is not None:
            return self.contract.sample(schema, every=every), "application/json"
        return b"NIK,Nama\n1,a\n", self.media()[0]

    def query(self, every=False):
        return {one["name"]: self.contract.sample(one.get("schema", {}), one["name"])
                for one in self.where("query") if every or one.get("required")}

    def headers(self):
        found = {}
        for one in self.where("header"):
            if one.get("required") and one["name"].lower() != "idempotency-key":
                found[one["name"]] = str(self.contract.sample(one.get("schema", {}), one["name"]))
        return found

    def text_fields(self):
        """The names of texts in query and body that no closed list and no format limits."""
        fields = [("query", one["name"]) for one in self.where("query")
                  if self.free(one.get("schema", {}))]
        schema = self.body_schema()
        if schema is not None:
            schema = self.contract.resolve(schema)
            fields += [("body", name) for name, one in schema.get("properties", {}).items()
                       if self.free(one)]
        return fields

    def free(self, schema):
        schema = self.contract.resolve(schema)
        return schema.get("type") == "string" and not {"enum", "const", "format"} & set(schema)


def mutated(one):
    """An id of the same form that nobody has."""
    if one.isdigit():
        return str(int(one) + 987_654)
    middle = len(one) // 2
    for at in [*range(middle, len(one) - 1), *range(1, middle)]:
        char = one[at]
        if char.isalnum():
            other = {"a": "b", "2": "3"}.get(char.lower(), "a" if char.isalpha() else "2")
            return one[:at] + other + one[at + 1:]
    return one + "x"
