"""The shapes that the tables have had, in order; run at start-up by `bot.store.migrate`."""
