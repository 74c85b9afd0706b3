//! Measuring one of the legal programs.

/// Measures a legal program alone, on the connection of a plugin or on Diesel's.
///
/// The program runs in a transaction that is rolled back, unless it begins the outermost one
/// itself; then it leaves no rows behind. `$measure` takes the program as a closure and returns
/// what it measured and what the program returned, as [`timed`](crate::timed) does.
#[macro_export]
macro_rules! measure {
    ($connection:expr, $program:expr, $measure:expr) => {{
        let (program, connection) = ($program, &mut $connection);
        if program.outermost {
            let (measured, found) = $measure(|| (program.run)(connection));
            found.expect(program.name);
            measured
        } else {
            let mut all = None;
            let rolled_back: ::diesel::QueryResult<()> = connection.transaction(|connection| {
                let (measured, found) = $measure(|| (program.run)(connection));
                found?;
                all = Some(measured);
                Err(::diesel::result::Error::RollbackTransaction)
            });
            assert_eq!(
                rolled_back,
                Err(::diesel::result::Error::RollbackTransaction),
                "{}",
                program.name
            );
            all.expect("the program was measured before it was rolled back")
        }
    }};
}
