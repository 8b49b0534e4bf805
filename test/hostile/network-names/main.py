import socket
for name in ("example.com", "secret.attacker.example", "host.docker.internal", "postgres"):
    try:
        print(name, socket.getaddrinfo(name, 80))
    except OSError as error:
        print(name, "refused")
for server in ("127.0.0.53", "8.8.8.8", "::1"):
    try:
        kind = socket.AF_INET6 if ":" in server else socket.AF_INET
        socket.socket(kind, socket.SOCK_DGRAM).sendto(b"secret", (server, 53))
        print(server, "sent")
    except OSError as error:
        print(server, "refused")
