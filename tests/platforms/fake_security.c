/* A fake of macOS's Security, CoreServices and Foundation: as much as the macOS backend of the library keyring calls.
 *
 * Items are files in the folder $FAKE_KEYCHAIN, named by service and account in hexadecimal; each call adds a line to
 * the file `calls` there. The file `status` there holds an OSStatus that every call gives (-25308: locked, -128: Deny).
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NOT_FOUND -25300
#define NAMED(name) const char *name = #name

NAMED(kSecClass);
NAMED(kSecClassGenericPassword);
NAMED(kSecMatchLimit);
NAMED(kSecMatchLimitOne);
NAMED(kSecAttrService);
NAMED(kSecAttrAccount);
NAMED(kSecReturnData);
NAMED(kSecValueData);

int kCFTypeDictionaryKeyCallBacks, kCFTypeDictionaryValueCallBacks;

struct pair { const char *key; const char *value; };
struct dictionary { int count; struct pair pairs[16]; };

void *CFStringCreateWithCString(void *allocator, const char *text, uint32_t encoding) {
    (void)allocator, (void)encoding;
    return strdup(text);
}

void *CFNumberCreate(void *allocator, uint32_t type, const void *value) {
    (void)allocator, (void)type, (void)value;
    return strdup("number");
}

void *CFDictionaryCreate(void *allocator, const char **keys, const char **values, int32_t count, void *a, void *b) {
    struct dictionary *made = calloc(1, sizeof *made);
    (void)allocator, (void)a, (void)b;
    for (made->count = 0; made->count < count && made->count < 16; made->count++)
        made->pairs[made->count] = (struct pair){keys[made->count], values[made->count]};
    return made;
}

const void *CFDataGetBytePtr(const char *data) { return data; }

int32_t CFDataGetLength(const char *data) { return (int32_t)strlen(data); }

static const char *value_of(const struct dictionary *query, const char *key) {
    for (int i = 0; i < query->count; i++)
        if (query->pairs[i].key == key) return query->pairs[i].value;
    return "";
}

static char *file_named(const char *name) {
    char *path = malloc(4096);
    snprintf(path, 4096, "%s/%s", getenv("FAKE_KEYCHAIN"), name);
    return path;
}

static char *item_file(const struct dictionary *query) {
    char name[2048] = "item-";
    size_t at = strlen(name);
    for (const char *c = value_of(query, kSecAttrService); *c && at < 1000; c++) at += sprintf(name + at, "%02x", *c & 255);
    name[at++] = '-';
    for (const char *c = value_of(query, kSecAttrAccount); *c && at < 2000; c++) at += sprintf(name + at, "%02x", *c & 255);
    name[at] = 0;
    return file_named(name);
}

/* Write the call down; what every call is to give, 0 for nothing special. */
static int32_t begin(const char *what, const struct dictionary *query) {
    int32_t status = 0;
    FILE *calls = fopen(file_named("calls"), "a"), *forced = fopen(file_named("status"), "r");
    if (calls != NULL) {
        fprintf(calls, "%s %s %s\n", what, value_of(query, kSecAttrService), value_of(query, kSecAttrAccount));
        fclose(calls);
    }
    if (forced != NULL) {
        if (fscanf(forced, "%d", &status) != 1) status = 0;
        fclose(forced);
    }
    return status;
}

int32_t SecItemCopyMatching(const struct dictionary *query, char **result) {
    int32_t status = begin("read", query);
    if (status != 0) return status;
    FILE *item = fopen(item_file(query), "r");
    if (item == NULL) return NOT_FOUND;
    char *value = calloc(1, 65536);
    size_t size = fread(value, 1, 65535, item);
    fclose(item);
    value[size] = 0;
    if (result != NULL) *result = value;
    return 0;
}

int32_t SecItemAdd(const struct dictionary *query, void *result) {
    int32_t status = begin("add", query);
    (void)result;
    if (status != 0) return status;
    FILE *item = fopen(item_file(query), "w");
    if (item == NULL) return -61;
    fputs(value_of(query, kSecValueData), item);
    fclose(item);
    return 0;
}

int32_t SecItemDelete(const struct dictionary *query) {
    int32_t status = begin("delete", query);
    if (status != 0) return status;
    return unlink(item_file(query)) == 0 ? 0 : NOT_FOUND;
}
