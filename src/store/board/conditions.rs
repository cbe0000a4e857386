//! A question to the board as SQL.

use rusqlite::types::Value;

use super::{BoardKey, BoardMark, BoardQuery, HOLDS, LAST_KEY};
use crate::lifecycle::day::Day;

/// A query under way: under which conditions it selects, and the values they name.
pub(super) struct BoardConditions {
    conditions: String,
    pub(super) values: Vec<Value>,
    /// The condition under which a restricted agreement may be seen.
    pub(super) seen: String,
}

/// What a query selects from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// The board, with what is stored of each agreement.
    Both,
    /// The board alone where the conditions ask for nothing else: counting so takes a fraction of the time.
    LeastNeeded,
}

impl BoardConditions {
    pub(super) fn new(rules: &str, today: Day, query: &BoardQuery) -> Self {
        let values = vec![Value::from(rules.to_owned()), Value::from(today.to_string())];
        let conditions = HOLDS.replace("b.rules", "+b.rules");
        let mut asked = Self { conditions, values, seen: query.filter.seen("a") };
        for condition in query.filter.conditions("a", &mut asked.values) {
            asked.narrow(&condition);
        }
        for mark in &query.marks {
            let endless = format!("b.ends_on = '{LAST_KEY}' AND b.status IN ('unknown', 'pending')");
            let (column, seen) = match mark {
                BoardMark::Inherited => ("b.inherited", "1"),
                BoardMark::InheritedInSight => ("b.inherited", asked.seen.as_str()),
                BoardMark::Gaps => ("b.gaps", asked.seen.as_str()),
                BoardMark::EndNotKnown => (endless.as_str(), "1"),
            };
            let condition = format!("({column} AND {seen})");
            asked.narrow(&condition);
        }
        if !query.status.is_empty() {
            let words: Vec<String> = query.status.iter().map(|status| asked.value(status.name().to_owned())).collect();
            asked.narrow(&format!("b.status IN ({})", words.join(", ")));
        }
        if let Some(day) = query.ends_from {
            let day = asked.value(day.to_string());
            asked.narrow(&format!("b.ends_on >= {day} AND b.ends_on <> '{LAST_KEY}'"));
        }
        if let Some(day) = query.ends_before {
            let day = asked.value(day.to_string());
            asked.narrow(&format!("b.ends_on < {day}"));
        }
        asked
    }

    pub(super) fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    pub(super) fn narrow(&mut self, condition: &str) {
        self.conditions.push_str(" AND ");
        self.conditions.push_str(condition);
    }

    /// Only what lies on that side of a place in the query's order.
    pub(super) fn beyond(&mut self, query: &BoardQuery, (text, id): &(String, i64), side: &str) {
        let key = self.key(query);
        let (text, id) = (self.value(text.clone()), self.value(*id));
        self.narrow(&if query.key == BoardKey::Registered {
            format!("b.agreement_id {side} {id} AND {text} = {text}")
        } else {
            format!("({key}, b.agreement_id) {side} ({text}, {id})")
        });
    }

    /// What is selected from, and under which conditions.
    pub(super) fn from(&self, from: From) -> String {
        let both = from == From::Both || self.conditions.contains("a.");
        let join = if both { " JOIN agreement a ON a.id = b.agreement_id" } else { "" };
        format!("FROM board b{join} WHERE {}", self.conditions)
    }

    pub(super) fn key(&self, query: &BoardQuery) -> String {
        match query.key {
            BoardKey::Registered => "b.agreement_id".to_owned(),
            BoardKey::Reference => "b.reference".to_owned(),
            BoardKey::Title => format!("iif({}, b.title, b.reference)", self.seen),
            BoardKey::Status => "b.status".to_owned(),
            BoardKey::StartsOn => "b.starts_on".to_owned(),
            BoardKey::EndsOn => "b.ends_on".to_owned(),
            BoardKey::NextOn => "b.next_on".to_owned(),
            BoardKey::Label => "b.label_key".to_owned(),
            BoardKey::Partner => format!("iif({}, b.partner_key, '{LAST_KEY}')", self.seen),
            BoardKey::Officer => format!("iif({}, b.officer_key, '{LAST_KEY}')", self.seen),
            BoardKey::EndsNext => "b.end_key".to_owned(),
        }
    }
}
