"""Two audits compared, and what has changed since an earlier one."""
