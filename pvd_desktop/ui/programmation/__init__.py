"""By whom and when: the money by year, what each year costs, what the next campaign will be asked."""
