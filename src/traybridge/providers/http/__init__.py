"""HTTP for every provider: the one gate where sockets open, connections, requests, foreign errors mapped once."""
