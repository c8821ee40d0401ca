/* A stand-in for Windows' icuuc.dll, which Wine 8 has not: what Qt6Core.dll asks of it.
 *
 * Qt needs it for encodings other than Unicode and Latin-1; this one has none of them.
 */
#define EXPORT __declspec(dllexport)
#define NO_SUCH_FILE 4 /* U_FILE_ACCESS_ERROR: ICU has no data for that encoding */

EXPORT void *ucnv_open(const char *name, int *error) {
    (void)name;
    *error = NO_SUCH_FILE;
    return 0;
}

EXPORT int ucnv_countAvailable(void) { return 0; }

#define NEVER_CALLED(name) \
    EXPORT void *name(void) { return 0; }

NEVER_CALLED(ucnv_close)
NEVER_CALLED(ucnv_reset)
NEVER_CALLED(ucnv_getMaxCharSize)
NEVER_CALLED(ucnv_getName)
NEVER_CALLED(ucnv_getStandardName)
NEVER_CALLED(ucnv_getAvailableName)
NEVER_CALLED(ucnv_getToUCallBack)
NEVER_CALLED(ucnv_getFromUCallBack)
NEVER_CALLED(ucnv_setToUCallBack)
NEVER_CALLED(ucnv_setFromUCallBack)
NEVER_CALLED(ucnv_cbToUWriteUChars)
NEVER_CALLED(ucnv_cbFromUWriteUChars)
NEVER_CALLED(ucnv_toUnicode)
NEVER_CALLED(ucnv_fromUnicode)
NEVER_CALLED(ucnv_toUCountPending)
NEVER_CALLED(ucnv_fromUCountPending)
NEVER_CALLED(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NEVER_CALLED(UCNV_TO_U_CALLBACK_SUBSTITUTE)
