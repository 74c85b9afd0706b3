SET search_path = plugin_catalog;

INSERT INTO groups (id, title, parent_id) VALUES
    (1, 'tools', NULL),
    (2, 'hammers', 1),
    (3, 'saws', 1),
    (4, 'empty', NULL);

INSERT INTO items (
    id, group_id, name, description, status, quantity, tally, price, weight, rating, active, checked,
    tags, scores, attributes, metadata, payload, address, sizes, on_sale, released_on, opens_at,
    edited_at, created_at
) VALUES
    (
        '00000000-0000-0000-0000-000000000001', 2, 'claw hammer', 'pulls nails', 'on_sale', 5, 2, 12.50,
        0.5, 4.5, true, true, '{steel,wood}', '{3,1,2}',
        '{"color": "red", "size": {"x": 1}, "parts": ["head", "handle"]}', '{"a": 1, "b": null}',
        '\x010203', '10.0.0.1/24', '[1,5)', '[2026-01-01 00:00+00,2026-02-01 00:00+00)', '2025-12-24',
        '08:30:00', '2026-01-02 03:04:05', '2026-01-03 00:00:00+00'
    ),
    (
        '00000000-0000-0000-0000-000000000002', 2, 'sledge hammer', NULL, 'draft', 1, NULL, 40, 5, NULL,
        true, NULL, '{steel}', NULL, '{"color": "blue", "size": {"x": 2}}', NULL, '\x', NULL, '[3,9)',
        NULL, NULL, NULL, NULL, '2026-01-04 00:00:00+00'
    ),
    (
        '00000000-0000-0000-0000-000000000003', 3, 'hand saw', '100% sharp', 'on_sale', 7, 7, 19.99, 0.7,
        3.5, false, false, '{steel,wood,new}', '{5,7}', '{"color": "red", "sold": true}', '[1, 2]',
        '\x0102', '10.0.1.2', '[1,3)', '(,2026-01-15 00:00+00)', '2026-01-01', '09:00:00',
        '2026-01-05 00:00:00', '2026-01-05 12:00:00+00'
    ),
    (
        '00000000-0000-0000-0000-000000000004', 3, 'Band_Saw', NULL, 'sold_out', 0, 1, 250, 30, 5, true,
        NULL, '{}', '{}', '{}', NULL, '\xff00', '192.168.0.0/16', 'empty', NULL, '2024-02-29', NULL, NULL,
        '2026-01-06 00:00:00+00'
    );

INSERT INTO reviews (id, item_id, author, stars, body) VALUES
    (1, '00000000-0000-0000-0000-000000000001', 'ada', 5, 'solid'),
    (2, '00000000-0000-0000-0000-000000000001', 'bob', 3, NULL),
    (3, '00000000-0000-0000-0000-000000000003', 'ada', 4, 'sharp'),
    (4, '00000000-0000-0000-0000-000000000003', 'cyd', 4, NULL),
    (5, '00000000-0000-0000-0000-000000000004', 'bob', 1, 'loud');

INSERT INTO memberships (group_id, member, role) VALUES
    (1, 'ada', 'owner'),
    (2, 'ada', 'reader'),
    (2, 'bob', 'owner');

INSERT INTO samples (
    id, type, code, parts, days, span, cost, hardware, hardware8, net, position, object, states, letter
) VALUES
    (
        1, 'first', 'A1', '{[1,3),[5,8)}', '[2026-01-01,2026-02-01)', '1 month 2 days 3 seconds', 12.34,
        '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', '10.0.0.0/8', '16/B374D848', 42,
        '{draft,sold_out}', 'x'
    ),
    (
        2, 'second', 'B2', '{}', 'empty', '0', 0, '00:00:00:00:00:00', '00:00:00:00:00:00:00:00',
        '192.168.1.0/24', '0/0', 0, '{}', 'y'
    );

RESET search_path;
