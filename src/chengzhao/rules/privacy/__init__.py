"""个人信息保护: what is kept of a person and why, who sees which field, and what never leaves the system."""
