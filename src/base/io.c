#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static dem_status fail_os(dem_error *err, const char *path, const char *what)
{
    return dem_fail(err, DEM_IO, -1, "%s: %s: %s", path, what, strerror(errno));
}

dem_status dem_map_open(const char *path, dem_str *out, dem_error *err)
{
    *out = (dem_str){0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail_os(err, path, "cannot open");
    struct stat st;
    dem_status status = DEM_OK;
    if (fstat(fd, &st) != 0) {
        status = fail_os(err, path, "cannot stat");
    } else if (!S_ISREG(st.st_mode)) {
        status = dem_fail(err, DEM_IO, -1, "%s: not a regular file", path);
    } else if (st.st_size > 0) {
        void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (p == MAP_FAILED)
            status = fail_os(err, path, "cannot map");
        else
            *out = (dem_str){p, (ptrdiff_t)st.st_size};
    }
    close(fd);
    return status;
}

void dem_map_close(dem_str map)
{
    if (map.data)
        munmap((void *)(uintptr_t)map.data, (size_t)map.len);
}

dem_status dem_file_read(const char *path, ptrdiff_t limit, dem_buf *out, dem_error *err)
{
    bool standard_input = strcmp(path, "-") == 0;
    int fd = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail_os(err, path, "cannot open");
    dem_status status = DEM_OK;
    for (;;) {
        char block[64 * 1024];
        ssize_t n = read(fd, block, sizeof block);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            status = fail_os(err, path, "cannot read");
        if (n <= 0)
            break;
        if (out->len > limit - n) {
            status = dem_fail(err, DEM_LIMIT, limit, "%s: larger than %lld bytes", path, (long long)limit);
            break;
        }
        dem_buf_add(out, (dem_str){block, n});
        if (out->failed) {
            status = dem_fail(err, DEM_NO_MEMORY, -1, "%s: out of memory", path);
            break;
        }
    }
    if (!standard_input)
        close(fd);
    return status;
}

static bool write_all(int fd, dem_str bytes)
{
    while (bytes.len > 0) {
        ssize_t n = write(fd, bytes.data, (size_t)bytes.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes = dem_str_cut(bytes, n, bytes.len);
    }
    return true;
}

dem_status dem_file_write(const char *path, dem_str bytes, dem_error *err)
{
    char temporary[4096];
    int n = snprintf(temporary, sizeof temporary, "%s.XXXXXX", path);
    if (n < 0 || n >= (int)sizeof temporary)
        return dem_fail(err, DEM_BAD_ARG, -1, "%.100s...: name too long", path);
    int fd = mkstemp(temporary);
    if (fd < 0)
        return fail_os(err, path, "cannot create");
    bool ok = write_all(fd, bytes) && fchmod(fd, 0644) == 0 && fsync(fd) == 0;
    ok = close(fd) == 0 && ok;
    if (ok && rename(temporary, path) == 0)
        return DEM_OK;
    dem_status status = fail_os(err, path, "cannot write");
    unlink(temporary);
    return status;
}

bool dem_file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

dem_status dem_folder_make(const char *path, dem_error *err)
{
    struct stat st;
    if (mkdir(path, 0755) == 0)
        return DEM_OK;
    if (errno != EEXIST)
        return fail_os(err, path, "cannot create");
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode) ? DEM_OK : dem_fail(err, DEM_IO, -1, "%s: not a folder", path);
}

int64_t dem_clock_ns(void)
{
    struct timespec t;
    if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
        return 0;
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}
