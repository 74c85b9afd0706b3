//! Comparing what plugins declare with the database (ISO-14).

mod catalogue;
mod compare;

use diesel::pg::PgConnection;

use self::catalogue::Catalogue;
use super::error::{Difference, ServerError, SqlError};
use super::plan::Plan;

/// Returns the differences of all plugins, in the order of the plans, within a look at the
/// database.
pub(super) fn check(pg: &mut PgConnection, plans: &[Plan]) -> Result<Vec<Difference>, ServerError> {
    let fail = |source| ServerError::Query {
        action: "read the catalogue",
        source: SqlError::from(source),
    };
    let catalogue = Catalogue::read(pg, plans).map_err(fail)?;
    Ok(plans
        .iter()
        .flat_map(|plan| compare::compare(plan, &catalogue))
        .collect())
}
