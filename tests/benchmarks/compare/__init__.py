"""Our audit beside what a user might pick instead: the same facts, the same rules, equal findings."""
