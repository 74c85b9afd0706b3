//! What `strip_public` removes, and what it leaves byte for byte.

use std::borrow::Cow;

use schema_iso::migration::{CheckContext, check_sql, strip_public};

#[track_caller]
fn becomes(cases: &[(&str, &str)]) {
    for (before, after) in cases {
        let stripped = strip_public(before);
        assert_eq!(stripped.sql, *after, "from {before}");
        assert_eq!(
            strip_public(&stripped.sql).sql,
            *after,
            "not idempotent: {before}"
        );
    }
}

#[track_caller]
fn stays(cases: &[&str]) {
    for sql in cases {
        let stripped = strip_public(sql);
        assert!(
            matches!(stripped.sql, Cow::Borrowed(same) if same == *sql),
            "changed: {sql}"
        );
        assert!(stripped.removals.is_empty());
    }
}

#[test]
fn qualifiers_are_removed_however_they_are_spelled() {
    becomes(&[
        ("SELECT * FROM public.t", "SELECT * FROM t"),
        ("SELECT * FROM \"public\".t", "SELECT * FROM t"),
        ("SELECT * FROM PUBLIC.t", "SELECT * FROM t"),
        ("SELECT * FROM Public.\"T\"", "SELECT * FROM \"T\""),
        ("SELECT * FROM public . t", "SELECT * FROM  t"),
        ("SELECT * FROM public\r\n.\r\nt", "SELECT * FROM \r\nt"),
        (
            "SELECT * FROM public/* a */./* b */t",
            "SELECT * FROM /* a *//* b */t",
        ),
        ("SELECT * FROM public--a\n.t", "SELECT * FROM --a\nt"),
        ("SELECT*FROM\"public\".t", "SELECT*FROM t"),
        ("SELECT*FROM\"public\".\"t\"", "SELECT*FROM\"t\""),
        (
            "SELECT 1 u&public.\"x\".a FROM public.\"x\"",
            "SELECT 1 u&public.\"x\".a FROM public.\"x\"",
        ),
        (
            "SELECT u&public.\"x\".a FROM public.\"x\" u",
            "SELECT u& \"x\".a FROM \"x\" u",
        ),
        ("SELECT -public--c\n.f()", "SELECT - --c\nf()"),
        ("\u{feff}TABLE public.t", "\u{feff}TABLE t"),
    ]);
}

#[test]
fn every_sort_of_name_loses_its_qualifier() {
    becomes(&[
        (
            "CREATE TABLE public.t (a public.ty DEFAULT public.f('public.x'), b int REFERENCES public.u (id))",
            "CREATE TABLE t (a ty DEFAULT f('public.x'), b int REFERENCES u (id))",
        ),
        (
            "SELECT public.t.a, public.t.*, public.f(1) FROM public.t",
            "SELECT t.a, t.*, f(1) FROM t",
        ),
        ("SELECT 1 OPERATOR(public.+) 2", "SELECT 1 OPERATOR(+) 2"),
        ("SELECT OPERATOR(public.-) 2", "SELECT OPERATOR(-) 2"),
        (
            "SELECT 'a'::public.ty[], CAST('a' AS public.ty)",
            "SELECT 'a'::ty[], CAST('a' AS ty)",
        ),
        (
            "ALTER SEQUENCE public.s OWNED BY public.t.id",
            "ALTER SEQUENCE s OWNED BY t.id",
        ),
        (
            "COMMENT ON COLUMN public.t.a IS 'public.t'",
            "COMMENT ON COLUMN t.a IS 'public.t'",
        ),
        ("DROP FUNCTION public.f(public.ty)", "DROP FUNCTION f(ty)"),
        (
            "CREATE TRIGGER x AFTER INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION public.f()",
            "CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()",
        ),
        (
            "CREATE INDEX i ON public.t USING gin (a public.ops)",
            "CREATE INDEX i ON t USING gin (a ops)",
        ),
        (
            "SELECT a COLLATE public.c FROM t",
            "SELECT a COLLATE c FROM t",
        ),
        (
            "CREATE FUNCTION public.f(a public.t) RETURNS SETOF public.t LANGUAGE sql AS 'SELECT * FROM public.t'",
            "CREATE FUNCTION f(a t) RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t'",
        ),
    ]);
}

#[test]
fn bodies_are_code() {
    becomes(&[
        (
            "DO $$ BEGIN PERFORM public.f('public.x'); END $$",
            "DO $$ BEGIN PERFORM f('public.x'); END $$",
        ),
        (
            "DO 'BEGIN PERFORM public.f(''public.x''), ''y'' FROM public.t; END'",
            "DO 'BEGIN PERFORM f(''public.x''), ''y'' FROM t; END'",
        ),
        (
            "DO E'BEGIN\\n PERFORM public.f(\\'public.x\\') FROM\\tpublic.t; END'",
            "DO E'BEGIN\\n PERFORM f(\\'public.x\\') FROM\\t t; END'",
        ),
        (
            "DO $$ DECLARE r public.t%ROWTYPE; v public.t.a%TYPE; BEGIN SELECT a INTO v FROM public.t; END $$",
            "DO $$ DECLARE r t%ROWTYPE; v t.a%TYPE; BEGIN SELECT a INTO v FROM t; END $$",
        ),
        (
            "DO $a$ BEGIN DO $b$ BEGIN PERFORM public.f(); END $b$; END $a$",
            "DO $a$ BEGIN DO $b$ BEGIN PERFORM f(); END $b$; END $a$",
        ),
        (
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT public.g(); END",
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT g(); END",
        ),
        (
            "CREATE FUNCTION f() RETURNS int AS 'SELECT 1 '\n  'FROM public.t' LANGUAGE sql",
            "CREATE FUNCTION f() RETURNS int AS 'SELECT 1 '\n  'FROM t' LANGUAGE sql",
        ),
    ]);
}

#[test]
fn what_is_no_qualifier_stays() {
    stays(&[
        "SELECT 'public.t', E'public.t\\'', $$public.t$$, $x$ public.t $x$ -- public.t",
        "SELECT /* public.t /* public.u */ */ 1",
        "SELECT public.id FROM t AS public",
        "SELECT public.* FROM t public",
        "SELECT t.public FROM t",
        "SELECT t.public.c FROM t",
        "UPDATE t SET public.a = 1",
        "SELECT * FROM \"PUBLIC\".t",
        "SELECT * FROM \"public \".t",
        "SELECT * FROM \"public.t\"",
        "SELECT * FROM mypublic.t",
        "CREATE TABLE public (id int)",
        "CREATE TABLE t (public int)",
        "CREATE POLICY p ON t TO public",
        "ALTER TABLE t SET SCHEMA public",
        "REINDEX SCHEMA public",
        "SET search_path = public",
        "SET public.x = 1",
        "SELECT nextval('public.s'), 'public.t'::regclass",
        "DO $$ BEGIN EXECUTE 'DROP TABLE public.t'; END $$",
        "SELECT $$ DO 'BEGIN PERFORM public.f(); END' $$",
        "CREATE FUNCTION f() RETURNS int LANGUAGE plperl AS $$ public.t $$",
        "SELECT * FROM db.public.t",
        "CREATE TABLE public.user (id int)",
        "SELECT * FROM public.t WHERE (",
        "DO $$ DECLARE public record; BEGIN public.a := 1; END $$",
    ]);
}

#[test]
fn removals_say_where_they_were() {
    let stripped = strip_public("\u{feff}TABLE public.t;\r\n  TABLE \"public\" .u;");
    let removals: Vec<_> = stripped
        .removals
        .iter()
        .map(|removal| {
            (
                removal.line,
                removal.column,
                removal.offset,
                removal.text.as_str(),
            )
        })
        .collect();
    assert_eq!(removals, [(1, 7, 9, "public."), (2, 9, 28, "\"public\" .")]);
}

#[test]
fn what_was_stripped_is_accepted() {
    let sql = "CREATE TABLE public.t (id int); CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'; DO $$ BEGIN PERFORM public.f(); END $$;";
    let context = CheckContext::new("plugin_my_feature", "up.sql");
    let stripped = strip_public(sql).sql.into_owned();
    assert!(check_sql(sql, &context).is_accepted());
    assert!(check_sql(&stripped, &context).is_accepted());
    assert!(!stripped.contains("public"));
}
