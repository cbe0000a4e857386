//! Writing TOML: one `[[agreement]]`, `[[party]]` or `[[act]]` a row, with native days, lists and tables.

use super::bars;
use super::cell_forms::FactForm;
use super::rows::Guard;
use super::table::Table;
use toml::Value;

/// The tables as TOML, one after the other. What is unknown is left out.
///
/// ```
/// use pactwatch::exchange::{Table, RowKind, toml_out};
/// let row = vec![Some("DL-KR-2017-01".into()), Some("2017-12-22".into()), Some("du lịch;văn hóa".into())];
/// let headers = ["reference", "signed_on", "fields"].map(str::to_owned).to_vec();
/// let table = Table { kind: RowKind::Agreement, headers, rows: vec![row] };
/// assert_eq!(
///     String::from_utf8_lossy(&toml_out(&[table])),
///     "[[agreement]]\nreference = \"DL-KR-2017-01\"\nsigned_on = 2017-12-22\nfields = [\"du lịch\", \"văn hóa\"]\n"
/// );
/// ```
pub fn toml_out(tables: &[Table]) -> Vec<u8> {
    let mut text = String::new();
    for table in tables {
        for row in &table.rows {
            if !text.is_empty() {
                text.push('\n');
            }
            text.extend(["[[", table.kind.name(), "]]\n"]);
            for (header, cell) in table.headers.iter().zip(row) {
                if let Some(cell) = cell {
                    let value = value(table.form(header), header, cell).to_string();
                    text.extend([header, " = ", &value, "\n"]);
                }
            }
        }
    }
    text.into_bytes()
}

/// The cell as a value of its form; what does not fit its form is text.
fn value(form: FactForm, header: &str, cell: &str) -> Value {
    let text = || Value::String(Guard::Clearing.written(cell));
    let items = || cell.split(';').map(str::trim).filter(|item| !item.is_empty());
    match (form, header) {
        (_, "names") => Value::Array(items().map(|item| record(&["name", "name_en", "from", "until"], item)).collect()),
        (_, "successor") => record(&["id", "on", "basis"], cell),
        (FactForm::Documents, _) => {
            Value::Array(items().map(|item| record(&["path", "sha256", "title"], item)).collect())
        }
        (FactForm::Day, _) => day(cell).unwrap_or_else(text),
        (FactForm::List | FactForm::Parties, _) => {
            Value::Array(items().map(|item| Value::String(item.to_owned())).collect())
        }
        (FactForm::Pairs, _) => {
            let pairs: Option<toml::Table> = items()
                .map(|item| {
                    item.split_once('=').map(|(name, value)| (name.to_owned(), Value::String(value.to_owned())))
                })
                .collect();
            pairs.map_or_else(text, Value::Table)
        }
        (FactForm::YesNo, _) if cell == "yes" || cell == "no" => Value::Boolean(cell == "yes"),
        (FactForm::Number, _) => cell.parse().map_or_else(|_| text(), Value::Integer),
        _ => text(),
    }
}

/// `a|b|c` as a table of the parts that are there.
fn record(parts: &[&str], item: &str) -> Value {
    let given = parts.iter().zip(bars::parts(item, parts.len())).filter(|(_, text)| !text.is_empty());
    Value::Table(
        given
            .map(|(part, text)| {
                let value = day(&text).unwrap_or(Value::String(text));
                ((*part).to_owned(), value)
            })
            .collect(),
    )
}

fn day(text: &str) -> Option<Value> {
    text.parse::<crate::lifecycle::day::Day>().ok()?;
    text.parse::<toml::value::Datetime>().ok().map(Value::Datetime)
}
