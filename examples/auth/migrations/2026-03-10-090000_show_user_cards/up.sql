-- What other plugins may know of a user.
CREATE VIEW user_cards AS
    SELECT id, display_name FROM users WHERE deleted_at IS NULL;
