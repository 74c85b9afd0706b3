//! The text of the queries.

/// Expands to functions that are the same to the letter, wherever it stands.
macro_rules! queries {
    () => {
        type Rows = Vec<String>;

        /// Runs all queries. What they write is rolled back afterwards.
        pub(super) fn all(conn: &mut Conn) -> QueryResult<Vec<(&'static str, Rows)>> {
            Ok(vec![
                ("join", joined(conn)?),
                ("left join of an alias", parents(conn)?),
                ("enum and jsonb", brass(conn)?),
                ("EXISTS", praised(conn)?),
                ("GROUP BY and HAVING", sizes(conn)?),
                ("window", page(conn)?),
                ("UNION", names(conn)?),
                ("boxed", boxed(conn, Some("instruments"))?),
                ("upsert with RETURNING", conn.test_transaction(upsert)),
                ("update with RETURNING", conn.test_transaction(update)),
            ])
        }

        fn joined(conn: &mut Conn) -> QueryResult<Rows> {
            products::table
                .inner_join(categories::table)
                .order(products::sku.asc())
                .select((products::name, products::price_cents, categories::title))
                .load::<(String, i64, String)>(conn)
                .map($crate::same_rows::texts)
        }

        fn parents(conn: &mut Conn) -> QueryResult<Rows> {
            let above = diesel::alias!(categories as above);
            categories::table
                .left_join(
                    above.on(categories::parent_id.eq(above.field(categories::id).nullable())),
                )
                .order(categories::slug.asc())
                .select((categories::title, above.field(categories::title).nullable()))
                .load::<(String, Option<String>)>(conn)
                .map($crate::same_rows::texts)
        }

        fn brass(conn: &mut Conn) -> QueryResult<Rows> {
            products::table
                .filter(products::status.eq_any([Status::Live, Status::SoldOut]))
                .filter(
                    products::attributes
                        .retrieve_as_text("material")
                        .eq("brass"),
                )
                .order(products::name.asc())
                .select((products::name, products::status, products::version))
                .load::<(String, Status, i32)>(conn)
                .map($crate::same_rows::texts)
        }

        fn praised(conn: &mut Conn) -> QueryResult<Rows> {
            let praise = reviews::table
                .filter(reviews::product_id.eq(products::id))
                .filter(reviews::stars.eq(5));
            products::table
                .filter(exists(praise))
                .order(products::name.asc())
                .select(products::name)
                .load::<String>(conn)
                .map($crate::same_rows::texts)
        }

        fn sizes(conn: &mut Conn) -> QueryResult<Rows> {
            categories::table
                .inner_join(products::table)
                .group_by(categories::slug)
                .having(count(products::id).gt(1))
                .select((
                    categories::slug,
                    count(products::id),
                    max(products::price_cents),
                ))
                .load::<(String, i64, Option<i64>)>(conn)
                .map($crate::same_rows::texts)
        }

        fn page(conn: &mut Conn) -> QueryResult<Rows> {
            products::table
                .filter(products::deleted_at.is_null())
                .order(products::name.desc())
                .limit(2)
                .offset(1)
                .select((products::name, count_star().over()))
                .load::<(String, i64)>(conn)
                .map($crate::same_rows::texts)
        }

        fn names(conn: &mut Conn) -> QueryResult<Rows> {
            let mut names = products::table
                .select(products::name)
                .union(categories::table.select(categories::title))
                .load::<String>(conn)?;
            names.sort();
            Ok($crate::same_rows::texts(names))
        }

        fn boxed(conn: &mut Conn, slug: Option<&str>) -> QueryResult<Rows> {
            let mut query = products::table.select(products::sku).into_boxed();
            if let Some(slug) = slug {
                let category = categories::table
                    .filter(categories::slug.eq(slug))
                    .select(categories::id);
                query = query.filter(products::category_id.eq_any(category));
            }
            query
                .order(products::sku.asc())
                .load::<String>(conn)
                .map($crate::same_rows::texts)
        }

        fn upsert(conn: &mut Conn) -> QueryResult<Rows> {
            diesel::insert_into(categories::table)
                .values((
                    categories::slug.eq("clocks"),
                    categories::title.eq("Timepieces"),
                ))
                .on_conflict(categories::slug)
                .do_update()
                .set(categories::title.eq(diesel::upsert::excluded(categories::title)))
                .returning((categories::id, categories::title))
                .get_results::<(i64, String)>(conn)
                .map($crate::same_rows::texts)
        }

        fn update(conn: &mut Conn) -> QueryResult<Rows> {
            diesel::update(products::table.filter(products::sku.eq("BAR-1")))
                .set((
                    products::status.eq(Status::SoldOut),
                    products::price_cents.eq(9100),
                ))
                .returning((products::name, products::price_cents, products::status))
                .get_results::<(String, i64, Status)>(conn)
                .map($crate::same_rows::texts)
        }
    };
}

pub(super) use queries;
