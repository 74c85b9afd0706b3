//! `#[plugin_functions]`.

#[cfg(test)]
mod tests;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use schema_iso::definition::{IdentifierKind, check_identifier};
use schema_iso::rule::Diagnostic;
use syn::spanned::Spanned;
use syn::{
    Attribute, Expr, ExprLit, FnArg, ForeignItem, ForeignItemFn, Ident, ItemForeignMod, Lit, Meta,
    Pat, ReturnType, Type, Visibility,
};

use crate::crate_root::CrateRoot;
use crate::errors::{CompileErrors, Errors};
use crate::manifest;
use crate::names::plugin_of_this_crate;

const FORM: &str =
    "write `#[plugin_functions] extern \"SQL\" { fn score(item: BigInt) -> Double; }`";

pub(crate) fn plugin_functions(
    arguments: &TokenStream,
    item: TokenStream,
    root: &CrateRoot,
) -> TokenStream {
    try_plugin_functions(arguments, item, root).unwrap_or_else(|errors| errors.into_token_stream())
}

fn try_plugin_functions(
    arguments: &TokenStream,
    item: TokenStream,
    root: &CrateRoot,
) -> Result<TokenStream, CompileErrors> {
    let errors = Errors::new();
    manifest::check_item(root, item.span(), &errors);
    if !arguments.is_empty() {
        let message = "`#[plugin_functions]` takes no arguments";
        errors.at(arguments, Diagnostic::without_rule(message).with_help(FORM));
    }
    let functions = match syn::parse2::<ItemForeignMod>(item.clone()) {
        Ok(block) => check(block, &errors),
        Err(_) => {
            let message = "`#[plugin_functions]` stands on a block of SQL functions";
            errors.at(item, Diagnostic::without_rule(message).with_help(FORM));
            Vec::new()
        }
    };
    errors.finish()?;
    Ok(functions.iter().map(expand).collect())
}

/// A SQL function, as declared.
struct Function {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    name: Ident,
    sql_name: String,
    arguments: Vec<(Ident, Type)>,
    returns: Type,
}

fn check(block: ItemForeignMod, errors: &Errors) -> Vec<Function> {
    let is_sql = block
        .abi
        .name
        .as_ref()
        .is_some_and(|name| name.value() == "SQL");
    if !is_sql {
        let message = "`#[plugin_functions]` declares functions of the ABI \"SQL\"";
        errors.at(
            &block.abi,
            Diagnostic::without_rule(message).with_help(FORM),
        );
    }
    let functions = block.items.into_iter().filter_map(|item| match item {
        ForeignItem::Fn(function) => check_function(function, errors),
        other => {
            let message = "a block of SQL functions holds functions only";
            errors.at(other, Diagnostic::without_rule(message).with_help(FORM));
            None
        }
    });
    functions.collect()
}

fn check_function(function: ForeignItemFn, errors: &Errors) -> Option<Function> {
    let ForeignItemFn {
        attrs, vis, sig, ..
    } = function;
    if !sig.generics.params.is_empty() {
        let message = "a SQL function of a plugin has no type parameters";
        let help = "declare it once for each type, with `#[sql_name = \"…\"]`";
        errors.at(
            &sig.generics,
            Diagnostic::without_rule(message).with_help(help),
        );
    }
    let ReturnType::Type(_, returns) = sig.output else {
        let message = format!("the SQL function `{}` returns nothing", sig.ident);
        let help = "say which SQL type it returns: `-> Double`";
        errors.at(
            &sig.ident,
            Diagnostic::without_rule(message).with_help(help),
        );
        return None;
    };
    let arguments = sig
        .inputs
        .into_iter()
        .filter_map(|input| argument(input, errors));
    let arguments = arguments.collect();
    let (sql_name, attributes) = sql_name(attrs, &sig.ident, errors);
    Some(Function {
        attributes,
        visibility: vis,
        name: sig.ident,
        sql_name,
        arguments,
        returns: *returns,
    })
}

fn argument(input: FnArg, errors: &Errors) -> Option<(Ident, Type)> {
    if let FnArg::Typed(argument) = &input
        && let Pat::Ident(name) = &*argument.pat
    {
        return Some((name.ident.clone(), (*argument.ty).clone()));
    }
    let message = "an argument of a SQL function is a name and a SQL type";
    let help = "write `item: BigInt`";
    errors.at(input, Diagnostic::without_rule(message).with_help(help));
    None
}

/// The name in the database, and the attributes that are not about it.
fn sql_name(attributes: Vec<Attribute>, name: &Ident, errors: &Errors) -> (String, Vec<Attribute>) {
    let mut sql_name = name.to_string().trim_start_matches("r#").to_owned();
    let mut span = name.span();
    let mut others = Vec::new();
    for attribute in attributes {
        if attribute.path().is_ident("sql_name") {
            match text(&attribute.meta) {
                Some(text) => (sql_name, span) = (text, attribute.span()),
                None => {
                    let message = "`sql_name` takes the function's name in the database";
                    let help = "write `#[sql_name = \"score\"]`";
                    errors.at(attribute, Diagnostic::without_rule(message).with_help(help));
                }
            }
        } else if ["aggregate", "window", "variadic"]
            .iter()
            .any(|unsupported| attribute.path().is_ident(unsupported))
        {
            let message = "a SQL function of a plugin takes a row's values and returns one";
            let help = "aggregates and window functions are Diesel's: `diesel::dsl::{sum, max, row_number, …}`";
            errors.at(attribute, Diagnostic::without_rule(message).with_help(help));
        } else {
            others.push(attribute);
        }
    }
    if let Err(error) = check_identifier(IdentifierKind::Type, &sql_name) {
        errors.at_span(span, Diagnostic::from(&error));
    }
    (sql_name, others)
}

fn text(meta: &Meta) -> Option<String> {
    if let Meta::NameValue(pair) = meta
        && let Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) = &pair.value
    {
        return Some(text.value());
    }
    None
}

fn expand(function: &Function) -> TokenStream {
    let Function {
        attributes,
        visibility,
        name,
        sql_name,
        arguments,
        returns,
    } = function;
    let marker = format_ident!("__sql_function_{name}", span = Span::mixed_site());
    let plugin = plugin_of_this_crate(name.span());
    let names: Vec<_> = arguments.iter().map(|(name, _)| name).collect();
    let types: Vec<_> = arguments.iter().map(|(_, sql_type)| sql_type).collect();
    let as_expression = quote!(::diesel::expression::AsExpression);
    let (tuple, values) = if arguments.is_empty() {
        let none = quote!(::diesel::__private::NoArguments);
        (none.clone(), none)
    } else {
        (
            quote!((#(<#names as #as_expression<#types>>::Expression,)*)),
            quote!((#(#as_expression::<#types>::as_expression(#names),)*)),
        )
    };
    let docs = format!("The SQL function `{sql_name}` of the plugin.");
    let type_docs = format!("The type of a call of [`{name}`].");
    quote_spanned! {name.span()=>
        #[doc(hidden)]
        #[derive(::core::fmt::Debug)]
        #[allow(non_camel_case_types, unreachable_pub, dead_code)]
        #visibility enum #marker {}

        impl ::diesel::__private::PluginFunction for #marker {
            type Plugin = #plugin;
            type ReturnType = #returns;

            const NAME: &'static str = #sql_name;
        }

        #[doc = #docs]
        #[doc = ""]
        #(#attributes)*
        #[allow(non_camel_case_types, unreachable_pub, dead_code)]
        #visibility fn #name<#(#names),*>(#(#names: #names),*) -> #name<#(#names),*>
        where
            #(#names: #as_expression<#types>,)*
        {
            ::diesel::__private::FunctionCall::new(#values)
        }

        #[doc = #type_docs]
        #[allow(non_camel_case_types, unreachable_pub, dead_code)]
        #visibility type #name<#(#names),*> =
            ::diesel::__private::FunctionCall<#marker, #tuple>;
    }
}
