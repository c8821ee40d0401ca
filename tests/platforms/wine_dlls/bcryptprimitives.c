/* A stand-in for Windows' bcryptprimitives.dll, which Wine 8 has not: the random numbers of Rust's standard library. */
#include <windows.h>
#include <ntsecapi.h> /* RtlGenRandom, which is SystemFunction036 of advapi32 */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
    return RtlGenRandom(data, (ULONG)length);
}
