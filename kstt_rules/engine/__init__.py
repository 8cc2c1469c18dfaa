"""The rule engine: facts, the durable-rules adapter, the screen and the session."""
