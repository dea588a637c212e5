"""What every part of the desk stands on: who may, what they did, how they are answered, and the blocks of Slack."""
