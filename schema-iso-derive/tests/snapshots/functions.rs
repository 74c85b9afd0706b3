#[doc(hidden)]
#[derive(::core::fmt::Debug)]
#[allow(non_camel_case_types, unreachable_pub, dead_code)]
pub enum __sql_function_score {}
impl ::diesel::__private::PluginFunction for __sql_function_score {
    type Plugin = crate::PluginOfThisCrate;
    type ReturnType = Double;
    const NAME: &'static str = "score";
}
///The SQL function `score` of the plugin.
///
/// How well an item sells.
#[allow(non_camel_case_types, unreachable_pub, dead_code)]
pub fn score<item, since>(item: item, since: since) -> score<item, since>
where
    item: ::diesel::expression::AsExpression<BigInt>,
    since: ::diesel::expression::AsExpression<Nullable<Timestamptz>>,
{
    ::diesel::__private::FunctionCall::new((
        ::diesel::expression::AsExpression::<BigInt>::as_expression(item),
        ::diesel::expression::AsExpression::<Nullable<Timestamptz>>::as_expression(since),
    ))
}
///The type of a call of [`score`].
#[allow(non_camel_case_types, unreachable_pub, dead_code)]
pub type score<item, since> = ::diesel::__private::FunctionCall<
    __sql_function_score,
    (
        <item as ::diesel::expression::AsExpression<BigInt>>::Expression,
        <since as ::diesel::expression::AsExpression<Nullable<Timestamptz>>>::Expression,
    ),
>;
#[doc(hidden)]
#[derive(::core::fmt::Debug)]
#[allow(non_camel_case_types, unreachable_pub, dead_code)]
enum __sql_function_ticket {}
impl ::diesel::__private::PluginFunction for __sql_function_ticket {
    type Plugin = crate::PluginOfThisCrate;
    type ReturnType = BigInt;
    const NAME: &'static str = "next_ticket";
}
///The SQL function `next_ticket` of the plugin.
///
#[allow(non_camel_case_types, unreachable_pub, dead_code)]
fn ticket() -> ticket {
    ::diesel::__private::FunctionCall::new(::diesel::__private::NoArguments)
}
///The type of a call of [`ticket`].
#[allow(non_camel_case_types, unreachable_pub, dead_code)]
type ticket = ::diesel::__private::FunctionCall<
    __sql_function_ticket,
    ::diesel::__private::NoArguments,
>;
