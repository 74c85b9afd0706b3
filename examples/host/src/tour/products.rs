//! Products: pages, optimistic locking, transactions, aggregates, subselects.

use catalog::schema::{Category, Product, ProductChanges, Status};
use catalog::{Catalog, EditError, categories, products, reviews};
use schema_iso_diesel::SafeConnection;
use serde_json::json;

use super::accounts::People;
use crate::Outcome;
use crate::console::Console;

type Conn = SafeConnection<Catalog>;

pub(super) fn run(console: &mut Console, conn: &mut Conn, people: &People) -> Outcome {
    let instruments = fill_categories(console, conn)?;
    let made = fill_products(console, conn, people, &instruments)?;
    transactions(console, conn, people, &made)?;
    pages(console, conn)?;
    locking(console, conn, people)?;
    opinions(console, conn, people)?;
    retirement(console, conn)
}

fn fill_categories(console: &mut Console, conn: &mut Conn) -> Outcome<Category> {
    let tools = categories::put(conn, "tools", "Tools", None)?;
    let first = categories::put(conn, "instruments", "Gauges", None)?;
    let second = categories::put(conn, "instruments", "Instruments", Some(tools.id))?;
    console.claim(
        first.id == second.id && second.title == "Instruments",
        "upsert: a category with a known slug is written, not made again",
    )?;
    for (title, parent) in categories::with_parents(conn)? {
        let parent = parent.as_deref().unwrap_or("nothing");
        console.line(format!("{title} stands below {parent}"))?;
    }
    Ok(second)
}

fn fill_products(
    console: &mut Console,
    conn: &mut Conn,
    people: &People,
    category: &Category,
) -> Outcome<Vec<Product>> {
    let list = [
        (
            "BAR-1",
            "Barometer",
            8900,
            json!({ "material": "brass", "dials": 1 }),
        ),
        ("COM-1", "Compass", 2450, json!({ "material": "brass" })),
        (
            "HYG-1",
            "Hygrometer",
            3100,
            json!({ "material": "steel", "dials": 2 }),
        ),
        (
            "SEX-1",
            "Sextant",
            24_900,
            json!({ "material": "brass", "box": true }),
        ),
        ("THE-1", "Thermometer", 1200, json!({ "material": "glass" })),
    ];
    let refused = products::create(
        conn,
        &people.member,
        category,
        ("ANE-1", "Anemometer", 5000),
        json!({}),
    );
    console.claim(
        matches!(refused, Err(EditError::MayNotWrite)),
        "a member makes no product: `catalog` asks what `auth` gave it, and not a table",
    )?;
    let mut made = Vec::new();
    for (sku, name, price, attributes) in list {
        let product = (sku, name, price);
        made.push(products::create(
            conn,
            &people.editor,
            category,
            product,
            attributes,
        )?);
    }
    console.claim(
        made.iter()
            .all(|it| it.status == Status::Draft && it.version == 1),
        "defaults: the database fills in id, version, status and time",
    )?;
    Ok(made)
}

fn transactions(
    console: &mut Console,
    conn: &mut Conn,
    people: &People,
    made: &[Product],
) -> Outcome {
    // The last one is not what was read: the whole launch is taken back.
    let mut outdated = made.to_vec();
    if let Some(last) = outdated.last_mut() {
        last.version = 7;
    }
    let failed = products::launch(conn, &people.editor, &outdated);
    let page = products::page(conn, 0, 10)?;
    console.claim(
        matches!(failed, Err(EditError::Outdated { version: 7, .. })) && page.total == 0,
        "transaction: four written, the fifth refused, nothing is on sale",
    )?;
    products::launch(conn, &people.editor, made)?;
    console.claim(
        products::page(conn, 0, 10)?.total == 5,
        "transaction: all five are on sale",
    )
}

fn pages(console: &mut Console, conn: &mut Conn) -> Outcome {
    for number in 0..3 {
        let page = products::page(conn, number, 2)?;
        let names: Vec<&str> = page.products.iter().map(|it| it.name.as_str()).collect();
        let (number, total) = (number + 1, page.total);
        console.line(format!("page {number}: {} (of {total})", names.join(", ")))?;
    }
    let last = products::page(conn, 2, 2)?;
    console.claim(
        last.products.len() == 1 && last.total == 5,
        "pagination: rows and their count, by a window, in one query",
    )
}

fn locking(console: &mut Console, conn: &mut Conn, people: &People) -> Outcome {
    let (read, category) = products::find(conn, "SEX-1")?.ok_or("there is no sextant")?;
    let cheaper = ProductChanges {
        price_cents: Some(22_900),
        ..ProductChanges::default()
    };
    let sold_out = ProductChanges {
        status: Some(Status::SoldOut),
        ..ProductChanges::default()
    };
    let written = products::edit(conn, &people.editor, &read, &cheaper)?;
    let late = products::edit(conn, &people.editor, &read, &sold_out);
    console.claim(
        category.title == "Instruments"
            && written.version == read.version + 1
            && matches!(late, Err(EditError::Outdated { .. })),
        "optimistic locking: who read an older version does not write",
    )
}

fn opinions(console: &mut Console, conn: &mut Conn, people: &People) -> Outcome {
    for (sku, first, second) in [("BAR-1", 4, 5), ("SEX-1", 5, 5), ("THE-1", 3, 1)] {
        let (product, _) = products::find(conn, sku)?.ok_or("a product is missing")?;
        reviews::say(
            conn,
            &people.editor,
            product.id,
            first,
            Some("As described."),
        )?;
        reviews::say(conn, &people.member, product.id, second, None)?;
    }
    let (product, _) = products::find(conn, "THE-1")?.ok_or("there is no thermometer")?;
    let changed = reviews::say(
        conn,
        &people.member,
        product.id,
        2,
        Some("On second thoughts."),
    )?;
    for verdict in reviews::verdicts(conn)? {
        let stars = [verdict.worst, verdict.best].map(Option::unwrap_or_default);
        let [worst, best] = stars;
        console.line(format!(
            "{}: {} reviews, {worst} to {best} stars",
            verdict.product, verdict.reviews
        ))?;
    }
    let verdicts = reviews::verdicts(conn)?;
    console.claim(
        changed.stars == 2 && verdicts.len() == 3 && verdicts.iter().all(|it| it.reviews == 2),
        "group by and upsert: one review a person and product",
    )?;
    let brass = json!({ "material": "brass" });
    let everywhere = products::praised(conn, &brass, None)?;
    let elsewhere = products::praised(conn, &brass, Some("tools"))?;
    console.claim(
        everywhere == ["Barometer", "Sextant"] && elsewhere.is_empty(),
        "jsonb and subselects: what is made of brass and has five stars",
    )?;
    let sizes = categories::sizes(conn)?;
    console.claim(
        sizes == [("Instruments".to_owned(), 5)],
        "join: the categories that are not empty",
    )
}

fn retirement(console: &mut Console, conn: &mut Conn) -> Outcome {
    let (product, _) = products::find(conn, "THE-1")?.ok_or("there is no thermometer")?;
    let retired = products::retire(conn, product.id)? && !products::retire(conn, product.id)?;
    console.claim(
        retired && products::count(conn)? == (5, 4) && products::find(conn, "THE-1")?.is_none(),
        "soft delete: five rows, of which four are seen",
    )
}
