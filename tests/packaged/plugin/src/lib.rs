//! A plugin of the packaged crates, with a table as wide as the feature `64-column-tables` allows.

use diesel::SafeConnection;
use diesel::prelude::*;
use schema_iso_diesel::{plugin, plugin_table, plugin_tables};

/// Keeps how much was used in each quarter of an hour.
#[plugin(id = "load", migrations = "migrations")]
#[derive(Debug)]
pub struct Load;

/// What was used on a day.
#[plugin_table]
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    #[column(primary_key)]
    pub day: i32,
    pub q01: i32,
    pub q02: i32,
    pub q03: i32,
    pub q04: i32,
    pub q05: i32,
    pub q06: i32,
    pub q07: i32,
    pub q08: i32,
    pub q09: i32,
    pub q10: i32,
    pub q11: i32,
    pub q12: i32,
    pub q13: i32,
    pub q14: i32,
    pub q15: i32,
    pub q16: i32,
    pub q17: i32,
    pub q18: i32,
    pub q19: i32,
    pub q20: i32,
    pub q21: i32,
    pub q22: i32,
    pub q23: i32,
    pub q24: i32,
    pub q25: i32,
    pub q26: i32,
    pub q27: i32,
    pub q28: i32,
    pub q29: i32,
    pub q30: i32,
    pub q31: i32,
    pub q32: i32,
    pub q33: i32,
    pub q34: i32,
    pub q35: i32,
    pub q36: i32,
    pub q37: i32,
    pub q38: i32,
    pub q39: i32,
    pub q40: i32,
    pub q41: i32,
    pub q42: i32,
    pub q43: i32,
    pub q44: i32,
    pub q45: i32,
    pub q46: i32,
    pub q47: i32,
    pub q48: i32,
    pub q49: i32,
    pub q50: i32,
    pub q51: i32,
    pub q52: i32,
    pub q53: i32,
    pub q54: i32,
    pub q55: i32,
    pub q56: i32,
    pub q57: i32,
    pub q58: i32,
    pub q59: i32,
    pub q60: i32,
    pub q61: i32,
    pub q62: i32,
    pub q63: i32,
}

plugin_tables![profiles];

/// A new profile. COPY FROM knows no defaults, so that `None` may not stand for one.
#[derive(Debug, Insertable)]
#[diesel(table_name = profiles, treat_none_as_default_value = false)]
pub struct NewProfile {
    pub day: i32,
    pub q01: i32,
    pub q02: i32,
    pub q03: i32,
    pub q04: i32,
    pub q05: i32,
    pub q06: i32,
    pub q07: i32,
    pub q08: i32,
    pub q09: i32,
    pub q10: i32,
    pub q11: i32,
    pub q12: i32,
    pub q13: i32,
    pub q14: i32,
    pub q15: i32,
    pub q16: i32,
    pub q17: i32,
    pub q18: i32,
    pub q19: i32,
    pub q20: i32,
    pub q21: i32,
    pub q22: i32,
    pub q23: i32,
    pub q24: i32,
    pub q25: i32,
    pub q26: i32,
    pub q27: i32,
    pub q28: i32,
    pub q29: i32,
    pub q30: i32,
    pub q31: i32,
    pub q32: i32,
    pub q33: i32,
    pub q34: i32,
    pub q35: i32,
    pub q36: i32,
    pub q37: i32,
    pub q38: i32,
    pub q39: i32,
    pub q40: i32,
    pub q41: i32,
    pub q42: i32,
    pub q43: i32,
    pub q44: i32,
    pub q45: i32,
    pub q46: i32,
    pub q47: i32,
    pub q48: i32,
    pub q49: i32,
    pub q50: i32,
    pub q51: i32,
    pub q52: i32,
    pub q53: i32,
    pub q54: i32,
    pub q55: i32,
    pub q56: i32,
    pub q57: i32,
    pub q58: i32,
    pub q59: i32,
    pub q60: i32,
    pub q61: i32,
    pub q62: i32,
    pub q63: i32,
}

/// The profile of a day, for which each quarter has its own number.
pub fn numbered(day: i32) -> NewProfile {
    NewProfile {
        day,
        q01: 1,
        q02: 2,
        q03: 3,
        q04: 4,
        q05: 5,
        q06: 6,
        q07: 7,
        q08: 8,
        q09: 9,
        q10: 10,
        q11: 11,
        q12: 12,
        q13: 13,
        q14: 14,
        q15: 15,
        q16: 16,
        q17: 17,
        q18: 18,
        q19: 19,
        q20: 20,
        q21: 21,
        q22: 22,
        q23: 23,
        q24: 24,
        q25: 25,
        q26: 26,
        q27: 27,
        q28: 28,
        q29: 29,
        q30: 30,
        q31: 31,
        q32: 32,
        q33: 33,
        q34: 34,
        q35: 35,
        q36: 36,
        q37: 37,
        q38: 38,
        q39: 39,
        q40: 40,
        q41: 41,
        q42: 42,
        q43: 43,
        q44: 44,
        q45: 45,
        q46: 46,
        q47: 47,
        q48: 48,
        q49: 49,
        q50: 50,
        q51: 51,
        q52: 52,
        q53: 53,
        q54: 54,
        q55: 55,
        q56: 56,
        q57: 57,
        q58: 58,
        q59: 59,
        q60: 60,
        q61: 61,
        q62: 62,
        q63: 63,
    }
}

/// Inserts one profile.
pub fn insert(conn: &mut SafeConnection<Load>, profile: &NewProfile) -> QueryResult<usize> {
    diesel::insert_into(profiles::table)
        .values(profile)
        .execute(conn)
}

/// Copies many profiles.
pub fn copy(conn: &mut SafeConnection<Load>, profiles: Vec<NewProfile>) -> QueryResult<usize> {
    diesel::copy_from(profiles::table)
        .from_insertable(profiles)
        .execute(conn)
}

/// All profiles, by day.
pub fn all(conn: &mut SafeConnection<Load>) -> QueryResult<Vec<Profile>> {
    profiles::table.order(profiles::day).load(conn)
}
