INPUT(/etc/passwd)
SEARCH_DIR(/)
