"""Another registry: what it sends, and where it takes callbacks."""
import http.server
import json
import threading
import time
import uuid

from checks import check, now


class Receiver:
    """Takes callbacks; `refuse` of them are answered with 503 first."""

    def __init__(self):
        self.got, self.refuse, self.changed = [], 0, threading.Condition()
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with receiver.changed:
                    refused = receiver.refuse > 0
                    receiver.refuse -= 1 if refused else 0
                    receiver.got.append((self.path, body, refused))
                    receiver.changed.notify_all()
                self.send_response(503 if refused else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def wait(self, fits, seconds=30):
        end = time.monotonic() + seconds
        with self.changed:
            while True:
                for one in self.got:
                    if fits(*one):
                        return one
                if not self.changed.wait(end - time.monotonic()) or time.monotonic() > end:
                    raise AssertionError(f"no such callback; came: {[g[0] for g in self.got]}")


class Partner:
    """Another registry: writes messages, checks what comes back."""

    def __init__(self, office, key, sender, registry, receiver, standards):
        self.office, self.key, self.sender, self.registry = office, key, sender, registry
        self.receiver, self.standards = receiver, standards

    def header(self, action, callback=None):
        made = {"version": "1.0.0", "message_id": str(uuid.uuid4()), "message_ts": now(),
                "action": action, "sender_id": self.sender, "receiver_id": "payung",
                "total_count": 1}
        if callback:
            made["sender_uri"] = self.receiver.base + callback
        return made

    def body(self, action, message, callback=None):
        return {"signature": "", "header": self.header(action, callback),
                "message": {"transaction_id": str(uuid.uuid4()), **message}}

    def search(self, query_type, query, callback=None, **criteria):
        return self.body("search", {"search_request": [{
            "reference_id": "r1", "timestamp": now(),
            "search_criteria": {"query_type": query_type, "query": query, **criteria}}]}, callback)

    def post(self, path, body, status=200, key=None, **more):
        answer = self.office.ask("POST", f"/dci/{self.registry}{path}", body, key=key or self.key,
                                 **more)
        check(answer.status == status, f"{path}: {answer.status} {answer.text[:300]}")
        check(answer.type == "application/json", f"{path}: {answer.type}")
        self.fits_response(path, status, answer.json)
        return answer.json

    def fits_response(self, path, status, body):
        if self.standards:
            standard = self.standards[self.registry]
            faults = standard.faults(standard.response(path, status), body)
            check(not faults, f"{path} {status}: {faults} in {json.dumps(body)[:500]}")

    def fits_request(self, path, body):
        if self.standards:
            standard = self.standards[self.registry]
            faults = standard.faults(standard.request(path), body)
            check(not faults, f"{path}: {faults} in {json.dumps(body)[:500]}")

    def acknowledged(self, path, body):
        answer = self.post(path, body)
        check(answer["message"]["ack_status"] == "ACK", answer)
        return answer["message"]["correlation_id"]

    def refused(self, path, body, code, **more):
        answer = self.post(path, body, **more)
        message = answer["message"]
        check(message["ack_status"] == "ERR" and message["error"]["code"] == code, answer)
        check(0 < len(message["error"]["message"]) <= 999, answer)
        return answer

    def found(self, query_type, query, **criteria):
        """The one part of a search that must succeed."""
        body = self.search(query_type, query, **criteria)
        answer = self.post("/registry/sync/search", body)
        message, header = answer["message"], answer["header"]
        check(message["transaction_id"] == body["message"]["transaction_id"], "transaction_id")
        check(header["message_id"] == body["header"]["message_id"], "message_id")
        check(header["action"] == "on-search" and header["receiver_id"] == self.sender, header)
        check(message["correlation_id"], "correlation_id")
        part = message["search_response"][0]
        check(part["reference_id"] == "r1", part)
        return part
