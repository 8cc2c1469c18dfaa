"""One contender a module: each turns rules and facts into what its library holds, and judges."""
