//! What Diesel does not hand out of PostgreSQL's answer: SQLSTATE, CONTEXT, and which statement
//! of a text it was.
//!
//! Reading them from libpq takes `unsafe`, and wrapping a migration to catch its errors would
//! change how it runs. So a migration that failed in its transaction, and was rolled back, runs
//! once more in a transaction that is rolled back whatever happens, statement by statement
//! inside of a block that catches the error. That is done only where the failure was quick, so
//! that nobody waits long for locks on behalf of an error message; and what is found is used
//! only if the error is the same. A host can switch it off (`explain_failures`): what a
//! roll-back does not undo, such as the next value of a sequence, happens a second time.

use std::time::Duration;

use diesel::prelude::*;
use diesel::result::Error;
use diesel::sql_types::{Integer, Nullable, Text};
use schema_iso::migration::statements;

use super::error::Diagnosis;
use super::extension;
use super::identifier::literal;
use super::plan::MigrationText;
use super::session::Session;

/// How long a text that failed may have run for it to run once more.
const QUICK: Duration = Duration::from_secs(1);

/// How long it may take then, in milliseconds.
const LIMITS: &str = "SET LOCAL statement_timeout TO 3000; SET LOCAL lock_timeout TO 1000; \
     SET LOCAL idle_in_transaction_session_timeout TO 0";

/// The SQLSTATEs of a function, and of an object such as a type, that is not found.
const NOT_FOUND: [&str; 2] = ["42883", "42704"];

#[derive(QueryableByName)]
struct Answer {
    /// Which statement failed, from one; zero for what was put off to the commit.
    #[diesel(sql_type = Integer)]
    place: i32,
    #[diesel(sql_type = Text)]
    sqlstate: String,
    #[diesel(sql_type = Text)]
    message: String,
    #[diesel(sql_type = Nullable<Text>)]
    context: Option<String>,
}

/// Finds out what else is known of an error, and the line of the statement that failed.
pub(super) fn diagnose(
    session: &mut Session<'_>,
    script: &MigrationText,
    took: Duration,
    error: &Error,
) -> Option<(Diagnosis, Option<u32>)> {
    let Error::DatabaseError(_, information) = error else {
        return None;
    };
    if !session.settings.explain || took > QUICK {
        return None;
    }
    let sql = script.sql();
    let mut places = statements(sql);
    if places.is_empty() {
        places.push(0..sql.len());
    }
    let texts: Vec<&str> = places.iter().map(|place| &sql[place.clone()]).collect();
    session.begin("find out more about an error").ok()?;
    let answer = ask(session, &texts);
    session.roll_back();
    let answer = answer.filter(|answer| answer.message == information.message())?;
    let is_not_found = NOT_FOUND.contains(&&*answer.sqlstate);
    let advice = is_not_found.then(|| extension::missing(session, &answer.message));
    let failed = usize::try_from(answer.place).ok()?.checked_sub(1);
    let failed = failed.filter(|_| places.len() > 1);
    let line = failed.and_then(|failed| script.line_of_byte(places.get(failed)?.start));
    let statement = answer.place.try_into().ok().and_then(|place: usize| {
        let failed = place.checked_sub(1)?;
        texts.get(failed).copied()
    });
    let diagnosis = Diagnosis {
        sqlstate: Some(answer.sqlstate),
        context: answer.context.and_then(|context| own(&context, statement)),
        advice: advice.flatten(),
    };
    Some((diagnosis, line))
}

fn ask(session: &mut Session<'_>, texts: &[&str]) -> Option<Answer> {
    let texts: Vec<String> = texts.iter().map(|text| literal(text)).collect();
    let body = format!(
        "DECLARE \
           texts pg_catalog.text[] := ARRAY[{}]::pg_catalog.text[]; \
           one pg_catalog.text; place pg_catalog.int4 := 0; \
           state pg_catalog.text; message pg_catalog.text; context pg_catalog.text; \
         BEGIN \
           FOREACH one IN ARRAY texts LOOP place := place + 1; EXECUTE one; END LOOP; \
           place := 0; SET CONSTRAINTS ALL IMMEDIATE; \
         EXCEPTION WHEN OTHERS THEN \
           GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, \
                                   context = PG_EXCEPTION_CONTEXT; \
           PERFORM pg_catalog.set_config('schema_iso.answer', pg_catalog.json_build_object(\
             'place', place, 'sqlstate', state, 'message', message, 'context', context)::pg_catalog.text, true); \
         END",
        texts.join(", ")
    );
    let action = "find out more about an error";
    session.enter_plugin().ok()?;
    session
        .run(action, &format!("{LIMITS}; DO {}", literal(&body)))
        .ok()?;
    let query = diesel::sql_query(
        "SELECT (answer OPERATOR(pg_catalog.->>) 'place')::pg_catalog.int4 AS place, \
                answer OPERATOR(pg_catalog.->>) 'sqlstate' AS sqlstate, \
                answer OPERATOR(pg_catalog.->>) 'message' AS message, \
                answer OPERATOR(pg_catalog.->>) 'context' AS context \
         FROM (SELECT NULLIF(pg_catalog.current_setting('schema_iso.answer', true), '')\
                      ::pg_catalog.json AS answer) asked WHERE answer IS NOT NULL",
    );
    let answers: Vec<Answer> = session.load(action, query).ok()?;
    answers.into_iter().next()
}

/// The context without the lines about the block that asked.
fn own(context: &str, statement: Option<&str>) -> Option<String> {
    let asked = context.rfind("PL/pgSQL function inline_code_block")?;
    let mut own = context[..asked].trim_end();
    if let Some(statement) = statement {
        let about = format!("SQL statement \"{statement}\"");
        own = own.strip_suffix(&about).unwrap_or(own).trim_end();
    }
    (!own.is_empty()).then(|| own.to_owned())
}

#[cfg(test)]
mod tests {
    use super::own;

    #[test]
    fn the_block_that_asks_is_not_part_of_the_context() {
        let asking = "PL/pgSQL function inline_code_block line 1 at EXECUTE";
        assert_eq!(own(asking, Some("SELECT 1")), None);
        let statement = format!("SQL statement \"SELECT f()\"\n{asking}");
        assert_eq!(own(&statement, Some("SELECT f()")), None);
        let function = format!("PL/pgSQL function f() line 3 at RAISE\n{statement}");
        assert_eq!(
            own(&function, Some("SELECT f()")).unwrap(),
            "PL/pgSQL function f() line 3 at RAISE"
        );
    }
}
