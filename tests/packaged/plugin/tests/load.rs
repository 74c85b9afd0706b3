//! The plugin on a real PostgreSQL.

use std::error::Error;

use packaged_load::{Load, all, copy, insert, numbered};
use schema_iso_host::Policy;
use schema_iso_host::testing::TestDatabase;

#[test]
fn a_table_of_as_many_columns_as_the_feature_allows_is_inserted_copied_and_read()
-> Result<(), Box<dyn Error>> {
    let database = TestDatabase::create()?;
    let host = database.host(|builder| builder.check_drift(Policy::Refuse).register(Load))?;
    let mut conn = host.connect::<Load>()?;

    assert_eq!(insert(&mut conn, &numbered(1))?, 1);
    assert_eq!(copy(&mut conn, vec![numbered(2), numbered(3)])?, 2);

    let profiles = all(&mut conn)?;
    let days: Vec<i32> = profiles.iter().map(|profile| profile.day).collect();
    assert_eq!(days, [1, 2, 3]);
    for profile in profiles {
        assert_eq!((profile.q01, profile.q32, profile.q63), (1, 32, 63));
    }
    Ok(())
}
