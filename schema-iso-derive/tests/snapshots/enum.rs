#[derive(::diesel::AsExpression, ::diesel::FromSqlRow)]
#[diesel(sql_type = ::diesel::__private::EnumType<Status>)]
/// Where an item stands.
#[derive(Debug, Clone, Copy)]
pub enum Status {
    NotYet,
    Live,
}
#[allow(unused_qualifications, clippy::pedantic, reason = "generated")]
const _: () = {
    const _: () = ::diesel::__private::declared_for(
        "Status",
        &::diesel::__private::PluginId::literal("my-feature"),
        &<crate::PluginOfThisCrate>::__ID,
    );
    impl ::diesel::__private::PluginEnum for Status {
        type Plugin = crate::PluginOfThisCrate;
        const NAME: &'static ::core::primitive::str = "item_status";
        const DEFINITION: ::diesel::__private::TypeDefinition = ::diesel::__private::TypeDefinition::new(
            <crate::PluginOfThisCrate>::__ID,
            "item_status",
            &["not-yet", "on air"],
        );
    }
    impl ::diesel::__private::ColumnType for Status {
        type SqlType = ::diesel::__private::EnumType<Status>;
    }
    impl ::diesel::__private::ToSql<
        ::diesel::__private::EnumType<Status>,
        ::diesel::__private::Pg,
    > for Status {
        fn to_sql<'b>(
            &'b self,
            out: &mut ::diesel::__private::Output<'b, '_, ::diesel::__private::Pg>,
        ) -> ::diesel::__private::SerializeResult {
            ::diesel::__private::write_label(
                out,
                match self {
                    Self::NotYet => "not-yet",
                    Self::Live => "on air",
                },
            )
        }
    }
    impl ::diesel::__private::FromSql<
        ::diesel::__private::EnumType<Status>,
        ::diesel::__private::Pg,
    > for Status {
        fn from_sql(
            value: ::diesel::__private::PgValue<'_>,
        ) -> ::diesel::__private::DeserializeResult<Self> {
            match value.as_bytes() {
                b"not-yet" => ::core::result::Result::Ok(Self::NotYet),
                b"on air" => ::core::result::Result::Ok(Self::Live),
                _ => {
                    ::core::result::Result::Err(
                        ::diesel::__private::unknown_label("item_status", &value),
                    )
                }
            }
        }
    }
};
