DROP VIEW user_cards;
