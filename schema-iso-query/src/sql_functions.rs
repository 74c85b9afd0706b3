//! Functions of PostgreSQL that Diesel leaves to `define_sql_function!`.
//!
//! That macro can name any function, among them some that run the SQL in their
//! argument (`query_to_xml`), read tables by name (`table_to_xml`,
//! `pg_get_serial_sequence`) or change the session (`set_config`). Here is a
//! list instead: functions that compute their result from their arguments. A
//! plugin's own functions are declared with
//! `#[plugin_functions]`.

use diesel::expression::functions::declare_sql_function;
use diesel::sql_types::{
    BigInt, Binary, Double, Integer, Nullable, Numeric, SingleValue, SqlType, Text, Timestamp,
    Timestamptz,
};

#[declare_sql_function(generate_return_type_helpers = true)]
extern "SQL" {
    /// `coalesce(value, default)`: the value, or the default if it is NULL.
    fn coalesce<T: SqlType + SingleValue>(value: Nullable<T>, default: T) -> T;

    /// `nullif(left, right)`: NULL if both are equal, `left` otherwise.
    fn nullif<T: SqlType + SingleValue>(left: T, right: T) -> Nullable<T>;

    /// `greatest(left, right)`.
    fn greatest<T: SqlType + SingleValue>(left: T, right: T) -> T;

    /// `least(left, right)`.
    fn least<T: SqlType + SingleValue>(left: T, right: T) -> T;

    /// `lower(text)` in lower case.
    fn lower(text: Text) -> Text;

    /// `upper(text)` in upper case.
    fn upper(text: Text) -> Text;

    /// `initcap(text)`: the first letter of each word in upper case.
    fn initcap(text: Text) -> Text;

    /// `length(text)` in characters.
    fn length(text: Text) -> Integer;

    /// `octet_length(text)` in bytes.
    fn octet_length(text: Text) -> Integer;

    /// `btrim(text)`: without spaces at both ends.
    fn btrim(text: Text) -> Text;

    /// `ltrim(text)`: without spaces at the start.
    fn ltrim(text: Text) -> Text;

    /// `rtrim(text)`: without spaces at the end.
    fn rtrim(text: Text) -> Text;

    /// `lpad(text, length, fill)`: filled up at the start.
    fn lpad(text: Text, length: Integer, fill: Text) -> Text;

    /// `rpad(text, length, fill)`: filled up at the end.
    fn rpad(text: Text, length: Integer, fill: Text) -> Text;

    /// `left(text, n)`: the first characters.
    fn left(text: Text, n: Integer) -> Text;

    /// `right(text, n)`: the last characters.
    fn right(text: Text, n: Integer) -> Text;

    /// `substr(text, start, count)`, counted from one.
    fn substr(text: Text, start: Integer, count: Integer) -> Text;

    /// `strpos(text, part)`: where the part begins, or zero.
    fn strpos(text: Text, part: Text) -> Integer;

    /// `starts_with(text, prefix)`.
    fn starts_with(text: Text, prefix: Text) -> Bool;

    /// `replace(text, from, to)`.
    fn replace(text: Text, from: Text, to: Text) -> Text;

    /// `reverse(text)`.
    fn reverse(text: Text) -> Text;

    /// `repeat(text, times)`.
    fn repeat(text: Text, times: Integer) -> Text;

    /// `split_part(text, delimiter, n)`: the n-th field, counted from one.
    fn split_part(text: Text, delimiter: Text, n: Integer) -> Text;

    /// `translate(text, from, to)`, character by character.
    fn translate(text: Text, from: Text, to: Text) -> Text;

    /// `regexp_replace(text, pattern, replacement, flags)`.
    fn regexp_replace(text: Text, pattern: Text, replacement: Text, flags: Text) -> Text;

    /// `md5(text)` in hexadecimal.
    fn md5(text: Text) -> Text;

    /// `sha256(bytes)`.
    fn sha256(bytes: Binary) -> Binary;

    /// `encode(bytes, format)`: `base64`, `escape` or `hex`.
    fn encode(bytes: Binary, format: Text) -> Text;

    /// `decode(text, format)`: `base64`, `escape` or `hex`.
    fn decode(text: Text, format: Text) -> Binary;

    /// `abs(number)` of a `double precision`.
    fn abs(number: Double) -> Double;

    /// `ceil(number)` of a `double precision`.
    fn ceil(number: Double) -> Double;

    /// `floor(number)` of a `double precision`.
    fn floor(number: Double) -> Double;

    /// `round(number)` of a `double precision`.
    fn round(number: Double) -> Double;

    /// `round(number, digits)` of a `numeric`.
    #[sql_name = "round"]
    fn round_to(number: Numeric, digits: Integer) -> Numeric;

    /// `power(base, exponent)` of `double precision`.
    fn power(base: Double, exponent: Double) -> Double;

    /// `sqrt(number)` of a `double precision`.
    fn sqrt(number: Double) -> Double;

    /// `mod(dividend, divisor)` of `bigint`.
    #[sql_name = "mod"]
    fn modulo(dividend: BigInt, divisor: BigInt) -> BigInt;

    /// `random()`: at least zero, less than one.
    fn random() -> Double;

    /// `gen_random_uuid()`.
    fn gen_random_uuid() -> Uuid;

    /// `clock_timestamp()`: now, even inside a transaction.
    fn clock_timestamp() -> Timestamptz;

    /// `statement_timestamp()`: when the statement began.
    fn statement_timestamp() -> Timestamptz;

    /// `date_trunc(field, time)` of a `timestamptz`, in the session's time zone.
    fn date_trunc(field: Text, time: Timestamptz) -> Timestamptz;

    /// `date_trunc(field, time)` of a `timestamp`.
    #[sql_name = "date_trunc"]
    fn date_trunc_local(field: Text, time: Timestamp) -> Timestamp;

    /// `date_part(field, time)` of a `timestamptz`, in the session's time zone.
    fn date_part(field: Text, time: Timestamptz) -> Double;

    /// `date_part(field, time)` of a `timestamp`.
    #[sql_name = "date_part"]
    fn date_part_local(field: Text, time: Timestamp) -> Double;

    /// `age(end, start)`.
    fn age(end: Timestamptz, start: Timestamptz) -> Interval;

    /// `make_date(year, month, day)`.
    fn make_date(year: Integer, month: Integer, day: Integer) -> Date;

    /// `to_char(time, format)` of a `timestamptz`.
    fn to_char(time: Timestamptz, format: Text) -> Text;

    /// `to_date(text, format)`.
    fn to_date(text: Text, format: Text) -> Date;

    /// `to_timestamp(seconds)` since 1970.
    fn to_timestamp(seconds: Double) -> Timestamptz;
}
