//! An office in a scratch folder, its page, and a client that sends exactly what a test writes.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The moment of these tests: a Saturday in Vietnam.
pub(crate) const NOW: &str = "2026-11-21T10:00:00+07:00";

const CONFIG: &str = r#"
[office]
name = "Sở Ngoại vụ tỉnh Đắk Lắk"
fallback = "it"
[contacts.desk-korea]
name = "Chuyên viên theo dõi Hàn Quốc"
email = "desk-korea@example.vn"
[contacts.desk-laos]
name = "Chuyên viên theo dõi Lào"
email = "desk-laos@example.vn"
[contacts.desk-cambodia]
name = "Chuyên viên theo dõi Campuchia"
email = "desk-cambodia@example.vn"
language = "en"
[contacts.reader]
name = "Văn phòng"
email = "reader@example.vn"
can = ["read"]
[contacts.head]
name = "Trưởng phòng Hợp tác quốc tế"
email = "head@example.vn"
[contacts.director]
name = "Giám đốc"
email = "director@example.vn"
[contacts.it]
name = "Quản trị hệ thống"
email = "it@example.vn"
[roles]
head = ["head"]
director = ["director"]
"#;

/// A page that is being served.
pub(crate) struct Office {
    pub(crate) folder: tempfile::TempDir,
    child: Option<Child>,
    /// The moment of its commands.
    now: String,
    /// `127.0.0.1:40123`.
    pub(crate) host: String,
}

/// What a page answered.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    /// The same as it came: a file is no text.
    pub(crate) bytes: Vec<u8>,
}

/// A browser: its cookies.
#[derive(Clone, Debug, Default)]
pub(crate) struct Browser {
    pub(crate) cookies: HashMap<String, String>,
}

impl Response {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The token of the first form on the page.
    pub(crate) fn token(&self) -> String {
        let (_, rest) =
            self.body.split_once("name=\"token\" value=\"").unwrap_or_else(|| panic!("no form: {}", self.body));
        rest.split('"').next().unwrap().to_owned()
    }
}

fn program(folder: &tempfile::TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pactwatch"));
    command.current_dir(folder.path()).env("PACTWATCH_NOW", NOW).env_remove("PACTWATCH_CONFIG");
    command
}

impl Office {
    /// An office with the example register, and what stands in `more` (TOML).
    pub(crate) fn with(more: &str) -> Self {
        let mut office = Self::unserved("", more, NOW);
        office.serve(NOW);
        office
    }

    /// The same with more in its configuration, imported at that moment; nothing is served yet.
    pub(crate) fn unserved(config: &str, more: &str, now: &str) -> Self {
        let office = Self::bare(config, now);
        let register = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/register.toml")).unwrap();
        fs::write(office.path("register.toml"), format!("{register}\n{more}")).unwrap();
        office.run(&["import", "register.toml"]);
        office
    }

    /// The same, and nothing is in its register.
    pub(crate) fn bare(config: &str, now: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("config.toml"), format!("{CONFIG}{config}")).unwrap();
        Self { folder, child: None, host: String::new(), now: now.to_owned() }
    }

    /// Serves the page at that moment, in place of the one that was served.
    pub(crate) fn serve(&mut self, now: &str) {
        self.stop();
        now.clone_into(&mut self.now);
        let log = fs::OpenOptions::new().create(true).append(true).open(self.path("log")).unwrap();
        let mut serving = program(&self.folder);
        serving.env("PACTWATCH_NOW", now).args(["serve", "--listen", "127.0.0.1:0"]);
        let mut child = serving.stdout(Stdio::piped()).stderr(Stdio::from(log)).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        line.trim().strip_prefix("http://").unwrap_or_else(|| panic!("not served: {line}")).clone_into(&mut self.host);
        self.child = Some(child);
    }

    /// The daemon itself with its page, at the machine's own time: an empty register, and a configuration of its own, in
    /// which `HOST` stands for where the page is.
    pub(crate) fn running(config: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        fs::write(folder.path().join("config.toml"), config.replace("HOST", &free.to_string())).unwrap();
        fs::create_dir(folder.path().join("var")).unwrap();
        drop(pactwatch::store::Store::create(&folder.path().join("var/pactwatch.db")).unwrap());
        let mut run = program(&folder);
        run.env_remove("PACTWATCH_NOW").arg("run").env("RUST_LOG", "info").stderr(Stdio::piped());
        let mut child = run.spawn().unwrap();
        let log = folder.path().join("log");
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut read = Vec::new();
        let served = lines.by_ref().map(Result::unwrap).any(|line| {
            read.push(line);
            read.iter().last().is_some_and(|line| line.contains("the page is served"))
        });
        assert!(served, "not served: {read:#?}");
        std::thread::spawn(move || {
            let mut log = fs::File::create(log).unwrap();
            lines.map_while(Result::ok).for_each(|line| writeln!(log, "{line}").unwrap());
        });
        Self { folder, child: Some(child), host: free.to_string(), now: NOW.to_owned() }
    }

    /// The demonstration's page, with what it printed: its address first, its folder last.
    pub(crate) fn demonstration() -> (Self, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let mut serving = program(&folder);
        serving.env("TMPDIR", folder.path()).args(["demo", "--web"]);
        let mut child = serving.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = Vec::new();
        for line in BufReader::new(child.stdout.take().unwrap()).lines().take(100) {
            let line = line.unwrap();
            let last = line.contains("Ctrl+C");
            lines.push(line);
            if last {
                break;
            }
        }
        let address = lines.first().unwrap_or_else(|| panic!("not served")).clone();
        let rest = address.strip_prefix("http://").unwrap_or_else(|| panic!("{address}"));
        let host = rest.split('/').next().unwrap().to_owned();
        (Self { folder, child: Some(child), host, now: NOW.to_owned() }, lines)
    }

    fn stop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Runs a command that may end badly: with waiting letters, or behind the brake.
    pub(crate) fn attempt_at(&self, now: &str, arguments: &[&str]) {
        program(&self.folder).env("PACTWATCH_NOW", now).args(arguments).output().unwrap();
    }

    /// What a command prints at another moment.
    pub(crate) fn run_at(&self, now: &str, arguments: &[&str]) -> String {
        let output = program(&self.folder).env("PACTWATCH_NOW", now).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.path("log")).unwrap()
    }

    /// What a command prints.
    pub(crate) fn run(&self, arguments: &[&str]) -> String {
        self.run_at(&self.now, arguments)
    }

    /// Sends bytes, and reads until the page closes the connection.
    pub(crate) fn raw(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
        // The page may refuse before everything is sent.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    /// Sends a request with these header lines.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Response {
        let mut text = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            write!(text, "Host: {}\r\n", self.host).unwrap();
        }
        for (name, value) in headers {
            write!(text, "{name}: {value}\r\n").unwrap();
        }
        if method == "POST" {
            write!(text, "Content-Length: {}\r\n", body.len()).unwrap();
            if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")) {
                text += "Content-Type: application/x-www-form-urlencoded\r\n";
            }
        }
        parsed(&self.raw(format!("{text}\r\n{body}").as_bytes()))
    }

    /// GET as a browser, which keeps what cookies it is given.
    pub(crate) fn get(&self, browser: &mut Browser, path: &str) -> Response {
        self.send(browser, "GET", path, &[], "")
    }

    /// POST as a browser.
    pub(crate) fn post(&self, browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Response {
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        self.send(browser, "POST", path, &[], &body.join("&"))
    }

    pub(crate) fn send(
        &self,
        browser: &mut Browser,
        method: &str,
        path: &str,
        more: &[(&str, &str)],
        body: &str,
    ) -> Response {
        let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies = cookies.join("; ");
        let mut headers = more.to_vec();
        if !cookies.is_empty() {
            headers.push(("Cookie", &cookies));
        }
        let response = self.ask(method, path, &headers, body);
        for (_, set) in response.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let (pair, rest) = set.split_once(';').unwrap_or((set, ""));
            let (name, value) = pair.split_once('=').unwrap();
            if rest.contains("Max-Age=0") {
                browser.cookies.remove(name);
            } else {
                browser.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        response
    }

    /// What a browser saves as a file.
    pub(crate) fn bytes(&self, browser: &Browser, path: &str) -> Vec<u8> {
        let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let head = format!("GET {path} HTTP/1.1\r\nConnection: close\r\nHost: {}\r\n", self.host);
        let answer = self.raw(format!("{head}Cookie: {}\r\n\r\n", cookies.join("; ")).as_bytes());
        let at = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
        answer[at + 4..].to_vec()
    }

    /// POST of a form with one file, as a browser.
    pub(crate) fn upload(
        &self,
        browser: &Browser,
        path: &str,
        fields: &[(&str, &str)],
        file: (&str, &str, &[u8]),
    ) -> Response {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!("--abcxyz\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.bytes());
        }
        let (field, name, bytes) = file;
        let head = format!("--abcxyz\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n");
        body.extend(head.bytes());
        body.extend(bytes);
        body.extend(b"\r\n--abcxyz--\r\n");
        let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = format!(
            "POST {path} HTTP/1.1\r\nConnection: close\r\nHost: {}\r\nCookie: {}\r\n\
             Content-Type: multipart/form-data; boundary=abcxyz\r\nContent-Length: {}\r\n\r\n",
            self.host,
            cookies.join("; "),
            body.len()
        )
        .into_bytes();
        request.extend(body);
        parsed(&self.raw(&request))
    }

    /// A browser in which that contact is logged in, by a code printed on the server.
    pub(crate) fn logged_in(&self, contact: &str) -> Browser {
        let mut browser = Browser::default();
        let code = self.run(&["login", contact]);
        let page = self.get(&mut browser, "/dang-nhap");
        let entered = self.post(&mut browser, "/dang-nhap/ma", &[("token", &page.token()), ("code", &code)]);
        assert_eq!((entered.status, entered.header("location")), (303, Some("/")), "{}", entered.body);
        browser
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A value of a form.
pub(crate) fn encoded(text: &str) -> String {
    let one =
        |byte: u8| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(one).collect()
}

fn parsed(bytes: &[u8]) -> Response {
    let at = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(bytes.len());
    let head = String::from_utf8_lossy(&bytes[..at]).into_owned();
    let bytes = bytes.get(at + 4..).unwrap_or_default().to_vec();
    let body = String::from_utf8_lossy(&bytes).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok()).unwrap_or(0);
    let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
    Response { status, headers: lines.filter_map(header).collect(), body, bytes }
}
