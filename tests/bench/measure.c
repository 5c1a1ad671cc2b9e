/* SPDX-License-Identifier: MIT */
/* Run a command and print, on standard error, its wall clock time in seconds and its peak memory in
 * kB. A program of its own since what a child is said to have used at most begins with the memory
 * of the process that started it. */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#if defined(__APPLE__)
#define UNITS_PER_KB 1024 /* getrusage(2) there counts bytes */
#else
#define UNITS_PER_KB 1
#endif

static double now(void)
{
    struct timespec time = {0};

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    double began = now();
    struct rusage usage;
    int status = 0;
    pid_t child;

    if (argc < 2)
        return 2;
    child = fork();
    if (child == 0) {
        execvp(argv[1], argv + 1);
        perror(argv[1]);
        _exit(127);
    }
    if (child == -1 || waitpid(child, &status, 0) != child ||
        getrusage(RUSAGE_CHILDREN, &usage) != 0) {
        perror("measure");
        return 1;
    }
    fprintf(stderr, "%.4f %ld\n", now() - began, usage.ru_maxrss / UNITS_PER_KB);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
