"""A partner's key, by the openssl program: another implementation than the one under test."""
import base64
import hashlib
import json
import subprocess
import time


class Signer:
    """Ed25519 by the openssl program: another implementation than the one under test."""

    def __init__(self, folder):
        self.folder, self.key = folder, folder / "partner.pem"
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", self.key],
                       check=True, capture_output=True)
        der = subprocess.run(["openssl", "pkey", "-in", self.key, "-pubout", "-outform", "DER"],
                             check=True, capture_output=True).stdout
        self.public = base64.urlsafe_b64encode(der[-32:]).decode().rstrip("=")

    @staticmethod
    def canonical(header, message):
        return json.dumps({"header": header, "message": message}, sort_keys=True,
                          separators=(",", ":"), ensure_ascii=False).encode()

    @classmethod
    def lines(cls, created, expires, header, message):
        digest = base64.b64encode(hashlib.sha256(cls.canonical(header, message)).digest()).decode()
        return f"(created): {created}\n(expires): {expires}\ndigest: SHA-256={digest}".encode()

    def raw(self, content):
        (self.folder / "content").write_bytes(content)
        return subprocess.run(["openssl", "pkeyutl", "-sign", "-inkey", self.key, "-rawin", "-in",
                               self.folder / "content"], check=True, capture_output=True).stdout

    def sign(self, body, sender, created=None):
        created = int(time.time()) if created is None else created
        made = self.raw(self.lines(created, created + 600, body["header"], body["message"]))
        body["signature"] = (
            f'Signature: namespace="spdci", kidId="{sender}|1|ed25519", algorithm="ed25519", '
            f'created="{created}", expires="{created + 600}", headers="(created) (expires) digest", '
            f'signature="{base64.b64encode(made).decode()}"')
        return body

    def jws(self, body):
        def b64(data):
            return base64.urlsafe_b64encode(data).decode().rstrip("=")
        head = b64(b'{"alg":"EdDSA"}')
        made = self.raw(f"{head}.{b64(self.canonical(body['header'], body['message']))}".encode())
        body["signature"] = f"{head}..{b64(made)}"
        return body

    def holds(self, envelope, key):
        """Whether a message of the office is signed with the key that it publishes."""
        fields = dict(part.split("=", 1) for part in
                      envelope["signature"].removeprefix("Signature: ").split(", "))
        fields = {name: value.strip('"') for name, value in fields.items()}
        content = self.lines(fields["created"], fields["expires"], envelope["header"],
                             envelope["message"])
        (self.folder / "content").write_bytes(content)
        (self.folder / "made").write_bytes(base64.b64decode(fields["signature"]))
        der = bytes.fromhex("302a300506032b6570032100") + base64.urlsafe_b64decode(key["x"] + "=")
        (self.folder / "office.der").write_bytes(der)
        done = subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER",
                               "-inkey", self.folder / "office.der", "-rawin", "-in",
                               self.folder / "content", "-sigfile", self.folder / "made"],
                              capture_output=True)
        return done.returncode == 0 and key["kid"] in fields["kidId"]
