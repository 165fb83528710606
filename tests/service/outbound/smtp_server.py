"""smtp_server.py FILE: aiosmtpd on a free port, which it prints; every mail becomes a line of JSON in FILE."""
import email
import email.policy
import json
import socket
import sys
import time

from aiosmtpd.controller import Controller


class Keeper:
    async def handle_DATA(self, _server, _session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        line = json.dumps({"from": envelope.mail_from, "to": envelope.rcpt_tos, "subject": message["Subject"],
                           "text": message.get_content()})
        with open(sys.argv[1], "a", encoding="utf-8") as file:
            file.write(line + "\n")
        return "250 taken"


with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
Controller(Keeper(), hostname="127.0.0.1", port=port).start()
print(port, flush=True)
while True:
    time.sleep(1)
