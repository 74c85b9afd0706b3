//! Comparing what plugins declare with the database (ISO-14).

mod catalogue;
mod compare;

use diesel::pg::PgConnection;

use self::catalogue::Catalogue;
use super::error::{Difference, ServerError, SqlError};
use super::plan::Plan;

/// Returns what is wrong with the imports of all plugins, within a look at the database. Where nobody
/// imports anything, nothing is asked.
pub(super) fn check_imports(
    pg: &mut PgConnection,
    plans: &[Plan],
) -> Result<Vec<Difference>, ServerError> {
    let catalogue = Catalogue::read(pg, plans).map_err(fail)?;
    let of_all = plans.iter();
    Ok(of_all
        .flat_map(|plan| compare::compare_imports(plan, &catalogue))
        .collect())
}

fn fail(source: diesel::result::Error) -> ServerError {
    ServerError::Query {
        action: "read the catalogue",
        source: SqlError::from(source),
    }
}

/// Returns the differences of all plugins, in the order of the plans, within a look at the
/// database.
pub(super) fn check(pg: &mut PgConnection, plans: &[Plan]) -> Result<Vec<Difference>, ServerError> {
    let catalogue = Catalogue::read(pg, plans).map_err(fail)?;
    Ok(plans
        .iter()
        .flat_map(|plan| compare::compare(plan, &catalogue))
        .collect())
}
