//! Expansions and errors of `#[plugin_table]`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::crate_root::CrateRoot;
use crate::snapshot::{assert_snapshot, errors, messages};

fn plugin_table(arguments: TokenStream, item: TokenStream) -> TokenStream {
    super::plugin_table(arguments, item, &CrateRoot::default())
}

#[test]
fn a_table_with_everything() {
    let expansion = plugin_table(
        quote!(
            plugin = "my-feature",
            insert = NewItem,
            changes = ItemChanges
        ),
        quote! {
            /// An item.
            #[derive(Debug, Clone, PartialEq)]
            pub struct Item {
                #[column(primary_key, default = "gen_random_uuid()")]
                pub id: uuid::Uuid,
                #[column(references = groups, on_delete = cascade)]
                pub group_id: i64,
                #[column(references = items, on_delete = set_null)]
                pub parent_id: Option<uuid::Uuid>,
                /// What it is called.
                #[column(max_length = 80, unique)]
                pub name: String,
                #[column(name = "type", index)]
                pub kind: Option<String>,
                #[column(sql_type = diesel::sql_types::Json)]
                pub payload: Option<Value>,
                pub r#match: bool,
            }
        },
    );
    assert_snapshot("table", expansion);
}

#[test]
fn a_private_table_with_a_composite_key() {
    let expansion = plugin_table(
        quote!(table = "memberships"),
        quote! {
            struct Member {
                #[column(primary_key, references = schema::groups(code))]
                group_code: String,
                #[column(primary_key)]
                user_id: i64,
            }
        },
    );
    assert_snapshot("table_with_composite_key", expansion);
}

#[test]
fn several_references_to_one_table_give_no_join() {
    let joins = |second: TokenStream| {
        let expansion = plugin_table(
            TokenStream::new(),
            quote! {
                struct Item {
                    id: i64,
                    #[column(references = users)]
                    author_id: i64,
                    #[column(references = users #second)]
                    editor_id: i64,
                }
            },
        );
        expansion.to_string().matches("References <").count()
    };
    assert_eq!(joins(quote!()), 0);
    assert_eq!(joins(quote!(, no_join)), 2);
}

#[test]
fn all_mistakes_are_told_at_once() {
    let expansion = plugin_table(
        quote!(plugin = "My", insrt = X, insert = 3, table = "a b"),
        quote! {
            struct Item<T> {
                #[column(primary)]
                id: i32,
                #[column(defualt = "x", default = 3)]
                b: i32,
                #[column(on_delete = foo, name = "b")]
                c: i32,
                #[column]
                columns: i32,
                #[cfg(test)]
                #[column(max_length = 0)]
                d: String,
                e: T,
            }
        },
    );
    assert_eq!(
        messages(expansion),
        [
            "`#[plugin_table]` has no attribute `insrt`",
            "the attribute `insert` of `#[plugin_table]` is not written as it should be",
            "the plugin id has the upper-case letter 'M' at position 1",
            "the table `Item` has type or lifetime parameters",
            "the table `a b` cannot be the name of a Rust module",
            "`#[column]` has no attribute `primary`",
            "`#[column]` has no attribute `defualt`",
            "the attribute `default` of `#[column]` is not written as it should be",
            "the attribute `on_delete` of `#[column]` is not written as it should be",
            "`on_delete` is about a reference, and there is none",
            "`#[column]` has no arguments",
            "the column `d` depends on a `cfg`",
            "the attribute `max_length` of `#[column]` is not written as it should be",
            "the table `a b` has the column `b` twice",
            "the field `columns` has a name that the module `Item` needs for itself",
        ]
    );
}

#[test]
fn what_is_no_table_is_refused() {
    let refused = |item: TokenStream| messages(plugin_table(TokenStream::new(), item));
    assert_eq!(
        refused(quote!(
            struct Item(i32);
        )),
        ["the table `Item` is not a struct with named fields"]
    );
    assert_eq!(
        refused(quote!(
            enum Item {
                A,
            }
        )),
        ["the table `Item` is not a struct with named fields"]
    );
    assert_eq!(
        refused(quote!(
            struct Item {}
        )),
        ["the table `items` has no columns"]
    );
    assert_eq!(
        refused(quote!(
            struct Item {
                name: String,
            }
        )),
        ["the table `items` has no primary key"]
    );
    assert_eq!(
        refused(quote!(
            struct Item {
                id: Option<i32>,
            }
        )),
        ["the primary key `id` of the table `items` is an `Option`"]
    );
    assert_eq!(
        refused(quote!(
            struct Item {
                id: i32,
                items: i32,
            }
        )),
        ["the field `items` has a name that the module `items` needs for itself"]
    );
}

#[test]
fn changes_need_something_to_change() {
    let expansion = plugin_table(
        quote!(changes = Changes),
        quote!(
            struct Item {
                id: i32,
            }
        ),
    );
    assert_eq!(
        errors(expansion),
        [
            "every column is part of the primary key, so there is nothing to change\n\
          help: remove `changes`"
        ]
    );
}

#[test]
fn too_many_columns_are_refused_and_many_ask_for_the_feature() {
    let table = |count: usize| {
        let fields = (1..count).map(|at| quote::format_ident!("c{at}"));
        plugin_table(
            TokenStream::new(),
            quote!(struct Item { id: i32, #(#fields: i32),* }),
        )
    };
    assert!(!table(16).to_string().contains("needs_the_feature"));
    for (columns, feature) in [
        (17, "needs_the_feature_32_column_tables"),
        (32, "needs_the_feature_32_column_tables"),
        (33, "needs_the_feature_64_column_tables"),
        (64, "needs_the_feature_64_column_tables"),
        (65, "needs_the_feature_128_column_tables"),
        (128, "needs_the_feature_128_column_tables"),
    ] {
        let table = table(columns).to_string();
        assert_eq!(table.matches("needs_the_feature").count(), 1, "{columns}");
        assert!(table.contains(feature), "{columns} columns");
    }
    assert_eq!(
        messages(table(129)),
        ["the table `items` has 129 columns, and Diesel can have 128"]
    );
}

#[test]
fn beside_errors_stands_the_struct_without_our_attributes() {
    let expansion = plugin_table(
        quote!(colour = "red"),
        quote! {
            #[derive(Debug)]
            pub struct Item {
                #[column(primary_key)]
                id: i32,
            }
        },
    );
    assert_snapshot("table_with_an_error", expansion);
}

#[test]
fn a_column_is_named_for_the_table_and_not_for_a_derive_alone() {
    let expansion = plugin_table(
        TokenStream::new(),
        quote! {
            struct Item {
                id: i64,
                #[diesel(deserialize_as = Vec<u8>, column_name = "type")]
                kind: String,
                #[diesel(column_name = name)]
                name: String,
            }
        },
    );
    assert_eq!(
        errors(expansion),
        ["the column of `kind` is named for Diesel's derives alone\n\
          help: write `#[column(name = \"type\")]`"]
    );
}

#[test]
fn what_requires_nothing_can_be_inserted_as_it_is() {
    let is_default = |item| {
        let expansion = plugin_table(quote!(insert = NewItem), item).to_string();
        let (before, _) = expansion
            .split_once("struct NewItem")
            .expect("it is emitted");
        let (_, derives) = before.rsplit_once("derive").expect("it has derives");
        derives.contains("Default")
    };
    let id = quote!(#[column(default = "1")] id: i64);
    assert!(is_default(
        quote!(struct Item { #id, note: Option<String> })
    ));
    assert!(!is_default(quote!(struct Item { #id, name: String })));
    assert!(is_default(
        quote!(#[derive(Default)] struct Item { #id, name: String })
    ));
}

#[test]
fn what_the_macro_says_to_diesel_is_said_once() {
    let expansion = plugin_table(
        TokenStream::new(),
        quote! {
            #[derive(Debug)]
            #[diesel(belongs_to(Group), table_name = items, primary_key(group_id))]
            struct Item {
                id: i64,
                #[diesel(deserialize_as = String)]
                group_id: i64,
            }
        },
    );
    let left = expansion.to_string();
    assert!(!left.contains("# [diesel"), "nobody reads it there: {left}");
    assert_eq!(
        messages(expansion),
        [
            "`table_name` is for `#[plugin_table]` to say to Diesel",
            "`primary_key` is for `#[plugin_table]` to say to Diesel",
        ]
    );
}
