"""When the machine woke up or its network changed."""
