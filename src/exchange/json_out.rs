//! Writing JSON: an object a row, under the names of the columns.

use serde_json::{Map, Value};

use super::cell_forms::FactForm;
use super::table::Table;

/// The table as a JSON list; lists are lists, pairs objects, yes and no booleans, what is unknown `null`.
///
/// ```
/// use pactwatch::exchange::{Table, json_out, RowKind};
/// let row = vec![Some("du lịch;văn hóa".into()), None, Some("no".into())];
/// let headers = ["fields", "signed_on", "restricted"].map(str::to_owned).to_vec();
/// let json = json_out(&Table { kind: RowKind::Agreement, headers, rows: vec![row] });
/// assert_eq!(json.to_string(), r#"[{"fields":["du lịch","văn hóa"],"restricted":false,"signed_on":null}]"#);
/// ```
pub fn json_out(table: &Table) -> Value {
    let cell = |header: &str, cell: Option<&str>| cell.map_or(Value::Null, |text| value(table.form(header), text));
    let object = |row: &Vec<Option<String>>| -> Map<String, Value> {
        table.headers.iter().zip(row).map(|(header, text)| (header.clone(), cell(header, text.as_deref()))).collect()
    };
    Value::Array(table.rows.iter().map(|row| Value::Object(object(row))).collect())
}

fn value(form: FactForm, cell: &str) -> Value {
    let items = || cell.split(';').map(str::trim).filter(|item| !item.is_empty());
    match form {
        FactForm::List | FactForm::Parties | FactForm::Documents => items().map(Value::from).collect(),
        FactForm::Pairs => {
            let pair = |item: &str| item.split_once('=').map(|(name, value)| (name.to_owned(), Value::from(value)));
            items().map(pair).collect::<Option<Map<_, _>>>().map_or_else(|| Value::from(cell), Value::Object)
        }
        FactForm::YesNo if cell == "yes" || cell == "no" => Value::from(cell == "yes"),
        FactForm::Number => cell.parse::<u32>().map_or_else(|_| Value::from(cell), Value::from),
        _ => Value::from(cell),
    }
}
