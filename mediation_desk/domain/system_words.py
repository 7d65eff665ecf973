"""What the operating system refuses, in the words of whoever sits at the desk."""

import errno

from mediation_desk.i18n import N_, _

_WORDS = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("a part of the path is no folder"),
    errno.EISDIR: N_("this is a folder, not a file"),
    errno.EEXIST: N_("it is there already"),
    errno.EACCES: N_("it may not be opened or written: the permission is missing"),
    errno.EPERM: N_("the system does not permit it"),
    errno.EROFS: N_("the medium can only be read"),
    errno.ENOSPC: N_("the medium is full"),
    errno.EBUSY: N_("another program is using it"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EIO: N_("the medium cannot be read or written"),
    errno.ENOTEMPTY: N_("the folder is not empty"),
}


def why(error: OSError) -> str:
    """Say why the system refused: in our words, else in its own."""
    known = _WORDS.get(error.errno or 0)
    return _(known) if known else error.strerror or type(error).__name__
