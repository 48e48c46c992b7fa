/* Stands between SQLite and the disk, by LD_PRELOAD, as a model of what a power cut leaves.

   The file system may forget that a file was deleted, until its folder was synced. So a journal is not
   deleted but put aside as NAME.undeleted, and gone when its folder is synced; what is aside when the
   process dies is what the power cut brings back. Linux alone. */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *ASIDE = ".undeleted";

static int ends(const char *text, const char *end) {
    size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

int unlink(const char *path) {
    static int (*real)(const char *);
    if (!real) real = dlsym(RTLD_NEXT, "unlink");
    char aside[PATH_MAX];
    if (!ends(path, "-journal")) return real(path);
    snprintf(aside, sizeof aside, "%s%s", path, ASIDE);
    return rename(path, aside);
}

int fsync(int descriptor) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fsync");
    struct stat file;
    char link[64], folder[PATH_MAX], name[PATH_MAX * 2];
    if (fstat(descriptor, &file) == 0 && S_ISDIR(file.st_mode)) {
        snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
        ssize_t length = readlink(link, folder, sizeof folder - 1);
        DIR *all = length > 0 ? (folder[length] = 0, opendir(folder)) : NULL;
        for (struct dirent *each; all && (each = readdir(all));) {
            snprintf(name, sizeof name, "%s/%s", folder, each->d_name);
            if (ends(name, ASIDE)) remove(name);
        }
        if (all) closedir(all);
    }
    return real(descriptor);
}
