"""What is shown when no project is open: take one up again, or start one."""
