"""The rule engine: facts, the durable-rules adapter, the law of a day, judging."""
