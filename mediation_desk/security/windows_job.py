"""A job object of Windows around this process: its memory is limited, and it starts no other."""

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _PROCESS_MEMORY, _ACTIVE_PROCESS, _DIE_ON_FAULT = 0x100, 0x8, 0x400
    _EXTENDED = 9
    _kept: list[int] = []

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _Counters(ctypes.Structure):
        _fields_ = tuple(
            (f"{what}{of}Count", ctypes.c_ulonglong)
            for of in ("Operation", "Transfer")
            for what in ("Read", "Write", "Other")
        )

    class _Limits(ctypes.Structure):
        _fields_ = (
            ("Basic", _Basic),
            ("Counters", _Counters),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    def confine(memory: int) -> bool:
        """Put this process under limits until it ends; False where Windows does not let it."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.CreateJobObjectW.argtypes = (wintypes.LPVOID, wintypes.LPCWSTR)
        kernel.SetInformationJobObject.argtypes = (
            *(wintypes.HANDLE, ctypes.c_int, wintypes.LPVOID, wintypes.DWORD),
        )
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        job = kernel.CreateJobObjectW(None, None)
        if not job:
            return False
        limits = _Limits()
        limits.Basic.LimitFlags = _PROCESS_MEMORY | _ACTIVE_PROCESS | _DIE_ON_FAULT
        limits.Basic.ActiveProcessLimit = 1
        limits.ProcessMemoryLimit = memory
        size = ctypes.sizeof(limits)
        _kept.append(job)  # the limits end with the last handle
        return bool(
            kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(limits), size)
            and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
        )

else:

    def confine(memory: int) -> bool:  # noqa: ARG001 - elsewhere setrlimit does it
        """Say that there are no job objects here."""
        return False
