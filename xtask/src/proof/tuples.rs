//! Implementations for tuples, which a macro writes once for each length.

use std::collections::BTreeMap;

use super::found::Implementation;

/// The implementations of one form, by length of the tuple.
#[derive(Debug)]
pub(super) struct Family {
    form: Implementation,
    members: BTreeMap<usize, Implementation>,
}

impl Family {
    /// Adds an implementation to the family of its form.
    pub(super) fn add(families: &mut Vec<Self>, it: Implementation, elements: &[String]) {
        let form = form(&it, elements);
        let length = elements.len();
        let family = families.iter_mut().find(|family| {
            family.form.line() == form.line() && !family.members.contains_key(&length)
        });
        match family {
            Some(family) => {
                family.members.insert(length, it);
            }
            None => families.push(Self {
                form,
                members: BTreeMap::from([(length, it)]),
            }),
        }
    }

    /// One for the whole family, which says how long its tuples are.
    pub(super) fn into_implementations(self) -> Vec<Implementation> {
        if self.members.len() < 2 {
            return self.members.into_values().collect();
        }
        let lengths: Vec<usize> = self.members.into_keys().collect();
        let (first, last) = (lengths[0], lengths[lengths.len() - 1]);
        let lengths = if last - first + 1 == lengths.len() {
            format!("{first} to {last}")
        } else {
            let each: Vec<String> = lengths.iter().map(ToString::to_string).collect();
            each.join(", ")
        };
        let target = format!("{} of length {lengths}", self.form.target);
        vec![Implementation {
            target,
            ..self.form
        }]
    }
}

/// The implementation with the elements' names replaced: `Each` for an element that is treated as
/// all others are.
fn form(it: &Implementation, elements: &[String]) -> Implementation {
    let name = |condition: &String| {
        let mut words = String::new();
        let mut word = String::new();
        for character in condition.chars().chain([' ']) {
            if character.is_alphanumeric() || character == '_' || character == '\'' {
                word.push(character);
                continue;
            }
            let is_element = elements.contains(&word);
            words.push_str(if is_element { "Each" } else { &word });
            word.clear();
            words.push(character);
        }
        words.trim_end().to_owned()
    };
    let mut conditions = BTreeMap::<String, usize>::new();
    for condition in &it.conditions {
        *conditions.entry(name(condition)).or_default() += 1;
    }
    let conditions = conditions.into_iter().map(|(condition, count)| {
        let (all, of_elements) = (elements.len(), condition.contains("Each"));
        match count {
            _ if !of_elements || count == all => condition,
            _ if count + 1 == all => format!("{condition} (of all but one)"),
            _ => format!("{condition} (of {count})"),
        }
    });
    // `(A, B)` and `Wrapper<(A, B)>` differ in what stands around the list.
    let target = match (it.target.find('('), it.target.rfind(')')) {
        (Some(start), Some(end)) => {
            format!("{}Each, …{}", &it.target[..=start], &it.target[end..])
        }
        _ => it.target.clone(),
    };
    Implementation {
        of: name(&it.of),
        target,
        conditions: conditions.collect(),
        unasked: Vec::new(),
        place: it.place.clone(),
    }
}
