//! Drafts of agreements as bytes, where a list is long.

use super::{Draft, EndBesideTerm, Ended, FactChange};
use crate::exchange::cell_forms::term::CountsFrom;
use crate::exchange::rows::CellPlace;
use crate::exchange::spool::{Packed, Packing, Unpacking};
use crate::lifecycle::agreement::Field;

fn pack_field(field: Field, into: &mut Packing<'_>) {
    into.count(Field::ALL.iter().position(|known| *known == field).unwrap_or_default());
}

fn unpack_field(from: &mut Unpacking<'_>) -> Option<Field> {
    Field::ALL.get(from.count()?).copied()
}

impl Packed for Draft {
    fn pack(&self, into: &mut Packing<'_>) {
        self.place.pack(into);
        into.maybe(self.reference.as_deref());
        into.count(self.changes.len());
        for (field, change) in &self.changes {
            pack_field(*field, into);
            into.maybe(match change {
                FactChange::Set(text) => Some(text),
                FactChange::Clear => None,
            });
        }
        into.count(self.made.len());
        for (field, text) in &self.made {
            pack_field(*field, into);
            into.text(text);
        }
        into.maybe(self.mark.as_ref().map(ToString::to_string).as_deref());
        into.count(self.as_exported.len());
        self.as_exported.iter().for_each(|field| pack_field(*field, into));
        for shown in [self.shown_last, self.shown_next] {
            into.maybe(shown.map(|day| day.to_string()).as_deref());
        }
        into.maybe(self.status.as_deref());
        into.count(usize::from(self.counts_from == CountsFrom::Signing));
        let ended = self.ended.as_ref().map(|ended| {
            let body = serde_json::to_string(&ended.body);
            (ended.on.to_string(), body.expect("an act holds texts, days and numbers, which are always JSON"))
        });
        into.count(usize::from(ended.is_some()));
        if let Some((on, body)) = ended {
            into.text(&on);
            into.text(&body);
        }
        into.count(usize::from(self.end_beside.is_some()));
        if let Some(beside) = &self.end_beside {
            into.text(&beside.term);
            into.text(&beside.counted);
            into.text(&beside.given.to_string());
            into.name(beside.column);
        }
        into.count(self.unread.len());
        self.unread.iter().for_each(|name| into.name(name));
    }

    fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        let place = CellPlace::unpack(from)?;
        let reference = if from.is_there()? { Some(from.text()?.to_owned()) } else { None };
        let changes = from.each(|from| {
            let field = unpack_field(from)?;
            let change = if from.is_there()? { FactChange::Set(from.text()?.to_owned()) } else { FactChange::Clear };
            Some((field, change))
        })?;
        let made = from.each(|from| Some((unpack_field(from)?, from.text()?.to_owned())))?;
        let mark = if from.is_there()? { Some(from.text()?.parse().ok()?) } else { None };
        let as_exported = from.each(unpack_field)?;
        let mut shown = || Some(if from.is_there()? { Some(from.text()?.parse().ok()?) } else { None });
        let (shown_last, shown_next) = (shown()?, shown()?);
        let status = if from.is_there()? { Some(from.text()?.to_owned()) } else { None };
        let counts_from = if from.is_there()? { CountsFrom::Signing } else { CountsFrom::EntryIntoForce };
        let ended = if from.is_there()? {
            Some(Ended { on: from.text()?.parse().ok()?, body: serde_json::from_str(from.text()?).ok()? })
        } else {
            None
        };
        let end_beside = if from.is_there()? {
            Some(EndBesideTerm {
                term: from.text()?.to_owned(),
                counted: from.text()?.to_owned(),
                given: from.text()?.parse().ok()?,
                column: from.name()?,
            })
        } else {
            None
        };
        let unread = from.each(Unpacking::name)?;
        Some(Self {
            place,
            reference,
            changes,
            made,
            mark,
            as_exported,
            shown_last,
            shown_next,
            status,
            counts_from,
            ended,
            end_beside,
            unread,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::*;
    use crate::exchange::row_kind::RowKind;
    use crate::exchange::rows::{Cell, CellValue, Row, RowCells};
    use crate::exchange::spool::Spool;
    use crate::lifecycle::act::ActBody;

    #[test]
    fn rows_and_drafts_come_back_as_they_were() {
        let on = "2031-02-28".parse().expect("a day");
        let place = |ordinal: usize| CellPlace {
            file: Arc::from("danh mục.xlsx"),
            sheet: ordinal.is_multiple_of(2).then(|| Arc::from("Thỏa thuận")),
            line: ordinal as u64 * 3 + 1,
            ordinal,
        };
        let said = [
            CellValue::Nothing,
            CellValue::Clear,
            CellValue::Text("=1+1; “Sở”\n".to_owned()),
            CellValue::Pairs(vec![("term".to_owned(), "Điều 7".to_owned()), (String::new(), String::new())]),
        ];
        let row = |ordinal: usize| {
            let mut cells = RowCells::default();
            for (at, name) in ["term", "title", "note", "ours"].into_iter().enumerate() {
                let column = Arc::from(format!("{name} ({at})"));
                let said = said[(ordinal + at) % said.len()].clone();
                cells.insert(name, Cell { said, line: ordinal as u64, column, at: at * 200 });
            }
            let unread = if ordinal.is_multiple_of(3) { BTreeSet::from(["term", "renewal"]) } else { BTreeSet::new() };
            let texts = |most: usize| (0..ordinal % most).map(|nth| format!("ô {nth}")).collect();
            Row {
                place: place(ordinal),
                kind: RowKind::ALL[ordinal % 4],
                cells,
                unread,
                notes: texts(3),
                written: texts(5),
            }
        };
        let bodies =
            [ActBody::Close, ActBody::Terminate { ends_on: on }, ActBody::Supersede { ends_on: on, with: None }];
        let draft = |ordinal: usize| Draft {
            place: place(ordinal),
            reference: (!ordinal.is_multiple_of(3)).then(|| format!("DL-{ordinal}")),
            changes: Field::ALL
                .iter()
                .take(ordinal % 50)
                .map(|field| {
                    (
                        *field,
                        if ordinal.is_multiple_of(7) {
                            FactChange::Clear
                        } else {
                            FactChange::Set(field.name().to_owned())
                        },
                    )
                })
                .collect(),
            made: vec![(Field::Kind, "agreement".to_owned())],
            mark: if ordinal.is_multiple_of(4) { "A7/12/0123abcd#3<2/9".parse().ok() } else { None },
            as_exported: if ordinal.is_multiple_of(8) { vec![Field::Partner, Field::Officers] } else { Vec::new() },
            shown_last: ordinal.is_multiple_of(6).then_some(on),
            shown_next: ordinal.is_multiple_of(9).then_some(on),
            status: ordinal.is_multiple_of(5).then(|| "còn hiệu lực".to_owned()),
            counts_from: if ordinal.is_multiple_of(2) { CountsFrom::Signing } else { CountsFrom::EntryIntoForce },
            ended: bodies.get(ordinal % 6).map(|body| Ended { on, body: body.clone() }),
            end_beside: ordinal.is_multiple_of(10).then(|| EndBesideTerm {
                term: "5y".to_owned(),
                counted: "2030-02-28".to_owned(),
                given: on,
                column: "last_day",
            }),
            unread: if ordinal.is_multiple_of(3) { BTreeSet::from(["term"]) } else { BTreeSet::new() },
        };
        let rows: Spool<Row> = (0..3_000).map(row).collect();
        assert!(rows.iter().map(std::borrow::Cow::into_owned).eq((0..3_000).map(row)));
        let drafts: Spool<Draft> = (0..3_000).map(draft).collect();
        assert!(drafts.iter().map(std::borrow::Cow::into_owned).eq((0..3_000).map(draft)));
    }
}
