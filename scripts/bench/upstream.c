/* A host of models that costs nothing: OpenAI's streamed answers and list of models from memory, over keep-alive.
 *
 *   cc -O2 -pthread -o build/bench/upstream scripts/bench/upstream.c
 *   build/bench/upstream        prints the port of 127.0.0.1 that it listens on, and ends when its stdin does
 *
 *   POST /TOKENS/EVENTS/GAP/v1/chat/completions   an answer of so many tokens, one HTTP chunk each; after the head, and
 *                                                 after as many events (0: all), go GAP microseconds, so that the other
 *                                                 side can read them apart
 *   GET  .../v1/models                            a list of one model
 *
 * One thread a connection, blocking sockets: what is measured is the other side.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
#define TOKEN                                                                                                          \
    "data: {\"id\":\"chatcmpl-9f1\",\"object\":\"chat.completion.chunk\",\"created\":1795373330,\"model\":\"m\","      \
    "\"choices\":[{\"index\":0,\"delta\":{\"content\":\" capital\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n"
#define LAST                                                                                                           \
    "data: {\"id\":\"chatcmpl-9f1\",\"object\":\"chat.completion.chunk\",\"created\":1795373330,\"model\":\"m\","      \
    "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"                                             \
    "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":9,\"total_tokens\":18}}\n\ndata: [DONE]\n\n"
#define MODELS "{\"object\":\"list\",\"data\":[{\"id\":\"m\",\"object\":\"model\",\"owned_by\":\"bench\"}]}"

enum { REQUEST = 1 << 20, AT_ONCE = 1 << 16, LONGEST = 1 << 10 };

static int send_all(int fd, const char *data, size_t size) {
    while (size > 0) {
        ssize_t sent = send(fd, data, size, MSG_NOSIGNAL);
        if (sent <= 0) return -1;
        data += sent;
        size -= (size_t)sent;
    }
    return 0;
}

static char *chunk(char *at, const char *data) {
    return at + sprintf(at, "%zx\r\n%s\r\n", strlen(data), data);
}

/* Send what is written up to `at`, and pause. */
static int flush(int fd, const char *out, const char *at, long gap) {
    struct timespec pause = {.tv_sec = 0, .tv_nsec = gap * 1000};
    if (send_all(fd, out, (size_t)(at - out))) return -1;
    if (gap) nanosleep(&pause, NULL);
    return 0;
}

static int answer(int fd, char *out, long tokens, long events, long gap) {
    char *at = stpcpy(out, HEAD);
    for (long token = 0; token < tokens; token++) {
        int full = at - out > AT_ONCE - LONGEST;
        if (full || (gap && token == 0) || (events && token % events == 0 && token > 0)) {
            if (flush(fd, out, at, gap)) return -1;
            at = out;
        }
        at = chunk(at, TOKEN);
    }
    at = stpcpy(chunk(at, LAST), "0\r\n\r\n");
    return send_all(fd, out, (size_t)(at - out));
}

static int list(int fd) {
    char out[512];
    int size = sprintf(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                       strlen(MODELS), MODELS);
    return send_all(fd, out, (size_t)size);
}

/* Read one request into `in` (its head ends in a 0); -1 when whoever asked has gone. What comes after it is dropped:
 * nobody pipelines here. */
static int read_request(int fd, char *in) {
    size_t have = 0;
    char *end = NULL;
    while (end == NULL) {
        ssize_t got = recv(fd, in + have, REQUEST - 1 - have, 0);
        if (got <= 0) return -1;
        have += (size_t)got;
        in[have] = 0;
        end = strstr(in, "\r\n\r\n");
    }
    size_t head = (size_t)(end - in) + 4;
    char *field = strcasestr(in, "\r\ncontent-length:");
    size_t body = field && field < end ? strtoul(field + 17, NULL, 10) : 0;
    if (head + body >= REQUEST) return -1;
    while (have < head + body) {
        ssize_t got = recv(fd, in + have, head + body - have, 0);
        if (got <= 0) return -1;
        have += (size_t)got;
    }
    *end = 0;
    return 0;
}

static void *serve(void *given) {
    int fd = (int)(intptr_t)given, yes = 1;
    char *in = malloc(REQUEST), *out = malloc(AT_ONCE);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    while (in && out && read_request(fd, in) == 0) {
        long tokens = 1, events = 0, gap = 0;
        if (strncmp(in, "POST", 4) != 0) {
            if (list(fd)) break;
            continue;
        }
        sscanf(in, "POST /%ld/%ld/%ld/", &tokens, &events, &gap);
        if (answer(fd, out, tokens, events, gap)) break;
    }
    free(in);
    free(out);
    close(fd);
    return NULL;
}

static void *until_stdin_ends(void *unused) {
    char byte;
    while (read(0, &byte, 1) > 0) continue;
    _exit(0);
    return unused;
}

int main(void) {
    signal(SIGPIPE, SIG_IGN);
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 1024) ||
        getsockname(listener, (struct sockaddr *)&address, &size)) {
        perror("upstream");
        return 1;
    }
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    pthread_t thread;
    pthread_create(&thread, NULL, until_stdin_ends, NULL);
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) continue;
        if (pthread_create(&thread, NULL, serve, (void *)(intptr_t)fd)) close(fd);
        else pthread_detach(thread);
    }
}
