package io.runtruth.evidence.formats;

/// Files whose checks all have one text, as long as asked for: friendly or hostile, as the text is.
public enum RepeatedChecks {
    ZERO_TRUST("{\"Tests\":[", "{\"TestId\":\"1\",\"TestStatus\":\"Failed\",\"TestResult\":\"%s\"}", "]}"),
    SCUBA(
            "{\"MetaData\":{\"Tool\":\"ScubaGear\"},\"Results\":{\"A\":[{\"Controls\":[",
            "{\"Control ID\":\"A\",\"Result\":\"Fail\",\"Details\":\"%s\"}",
            "]}]}}"),
    SARIF(
            "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{},\"results\":[",
            "{\"ruleId\":\"A\",\"message\":{\"text\":\"%s\",\"arguments\":[\"b\"]}}",
            "]}]}"),
    XCCDF(
            "<TestResult xmlns='http://checklists.nist.gov/xccdf/1.2'>",
            "<rule-result idref='a'><result>fail</result><message>%s</message></rule-result>",
            "</TestResult>"),
    HDF(
            "{\"platform\":{\"name\":\"Heimdall"
                    + " Tools\"},\"version\":\"1\",\"statistics\":{},\"profiles\":[{\"name\":\"a\",\"controls\":[",
            "{\"id\":\"A\",\"impact\":0.5,\"desc\":\"%s\",\"results\":[{\"status\":\"failed\",\"code_desc\":\"%s\"}]}",
            "]}]}"),
    ASFF(
            "[",
            "{\"SchemaVersion\":\"2018-10-08\",\"ProductArn\":\"arn:aws:securityhub:::product/prowler/prowler\","
                    + "\"Compliance\":{\"Status\":\"FAILED\",\"RelatedRequirements\":[\"%s\"]},\"Resources\":[],"
                    + "\"Description\":\"%s\"}",
            "]"),
    OCSF("[", "{\"class_uid\":2004,\"status_detail\":\"%s\"}", "]"),
    MAESTER(
            "{\"Result\":\"Failed\",\"ExecutedAt\":\"2026-11-01T08:00:00Z\",\"TotalCount\":1,\"Tests\":[",
            "{\"Index\":1,\"Id\":\"A\",\"Title\":\"A\",\"Name\":\"A: a\",\"Result\":\"Failed\","
                    + "\"ResultDetail\":{\"TestDescription\":\"%s\",\"TestResult\":\"%s\"}}",
            "]}"),
    OSCAL(
            "{\"assessment-results\":{\"uuid\":\"7b6a5948-3726-4150-8f4e-3d2c1b0a9f11\",\"metadata\":{\"title\":\"t\"},"
                    + "\"results\":[{\"uuid\":\"8b6a5948-3726-4150-8f4e-3d2c1b0a9f11\",\"findings\":[",
            "{\"title\":\"A\",\"description\":\"%s\",\"target\":{\"type\":\"objective-id\",\"target-id\":\"A\","
                    + "\"status\":{\"state\":\"not-satisfied\"}}}",
            "]}]}}");

    /// Each the worst for some reader, and harmless in JSON and in XML.
    private static final String[] HOSTILE = {"[a](", "a@a.", "**", "- ", "| a ", "](x)", "{0}", "`"};

    private final String begin;
    private final String check;
    private final String end;

    RepeatedChecks(String begin, String check, String end) {
        this.begin = begin;
        this.check = check;
        this.end = end;
    }

    String begin() {
        return begin;
    }

    String check() {
        return check;
    }

    String end() {
        return end;
    }

    /// @param bytes at least, in ASCII
    String file(int bytes, String text) {
        var one = check.replace("%s", text);
        var file = new StringBuilder(begin);
        while (file.length() < bytes) {
            file.append(file.length() == begin.length() ? "" : ",").append(one);
        }
        return file.append(end).toString();
    }

    /// Of each format in turn, no two the same.
    public static String hostile(int number, int bytes) {
        var mark = HOSTILE[number / values().length % HOSTILE.length];
        var text = mark.repeat(JsonCursor.KEPT_CHARS / mark.length() - 1);
        return values()[number % values().length].file(bytes, text) + " ".repeat(number);
    }
}
