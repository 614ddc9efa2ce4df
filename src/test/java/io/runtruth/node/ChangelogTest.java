package io.runtruth.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A file of the changelog that was ever merged stays as it is, comments included: databases know it by its check
/// sum, and one that meets another does not start.
class ChangelogTest {

    /// By name; a new file adds its line, and no line is ever changed.
    private static final Map<String, String> MERGED = Map.ofEntries(
            Map.entry("0001-access.sql", "56c1c6e6a07e5f929fbbd8161e7c8248e2d3d750d16b45b4cd8d68f855a0cbdd"),
            Map.entry("0002-environments.sql", "cab772edfb5e0f7848b6a4a4721bc820c85bd84612a893f430cd6dc64004862f"),
            Map.entry("0003-evidence.sql", "d612d4dc34dbf6e00b90289cc431e878730136f8f671787a9933c196f4234eb4"),
            Map.entry("0004-operations.sql", "3c9d022d9a74ce9e1cab3eda4e5df3fafa539136cf855d62251489dcb97a6c27"),
            Map.entry("0005-live.sql", "b1d7bdc880f67408456ba1e97f3eaf9e00ab560f45cbaf93412b08a1746f8366"),
            Map.entry("0006-reviews.sql", "e223e21f2acab6e3f5f592eadd886da66a5b922747c3bec5107ab205aa3b468d"),
            Map.entry(
                    "0007-runs-needing-attention.sql",
                    "ba206b3393656b6ad9850513311bc6815277a613834816a9f15867422adf14e1"),
            Map.entry("0008-reconciliation.sql", "26be5c23a17d71b322feacb12df4382831d6b3e8012a5f2cb4d22403be11c9ed"),
            Map.entry("0009-review-lookups.sql", "a42f9ca88fea1326fbffb50b5f33a138dba657734f2ef0fe0c7f42d5256742a1"),
            Map.entry("0010-audit-append-only.sql", "5590c827ccd87b5396898be681353982901dbe40b1723fc4774633f102e08b6f"),
            Map.entry("0013-node-sessions.sql", "57b89b3670e96ff3d6e39e842838125c2406314d60963772edc644809dd19b39"),
            Map.entry(
                    "0014-reads-by-environment.sql",
                    "a7e674b80f958f6e9461ba1370322e0c4b4e72b4d40283644e77a0cc1bb19a5a"),
            Map.entry("0015-pass-requests.sql", "f620279a2704fe88abd926f6834d229b349ed5c251a6b926b7e17514c2aee2ea"),
            Map.entry("0016-evidence-imports.sql", "fa2612501a5fe5679ba6aea0322e3169ad3d56438dfa79189ceeb2f96e33e2dc"),
            Map.entry(
                    "0018-changes-of-endings.sql", "066244dee1f6755e419fd312d534324e29f2b7a265d37db8b5ebbaa0476b83f7"),
            Map.entry("0020-evidence-format.sql", "d1dcc362095af9453ed2e1dba9b19ccca91e6535ae868324ddb216ca5f78d77b"),
            Map.entry("0021-check-notes.sql", "84a1f970cc28bc58dd60911c737adde52b98db11c78a58e5cef8e7c5c78d8ff8"),
            Map.entry("0024-evidence-posture.sql", "7aea79c68e811b4229545ea1f72d7ec4a62def245abf8bf2e63121d75431882e"),
            Map.entry("0025-set-up.sql", "6d695e7ee08e7c9f893471aed2b8e6d45a8b31c86aa1a2747f83a63f7638a71d"),
            Map.entry("0026-access-tokens.sql", "cdd7261967fe150ba1570103752e25434485f6292bc1dad0cb9af375b7030218"),
            Map.entry("0027-invitations.sql", "138fe15b328f7a06d21778e76545f5977f28c67aea3bcc4e4736c21ee0778c08"),
            Map.entry("0028-audit-reads.sql", "74e58d88877deb4c7c4e3a4be260cff9381ba7ad6787b0dd39f96e6e713de173"),
            Map.entry("0033-webhooks.sql", "cad2801cbe2eff7772acfb14893c82e3d78d8b28d96591cf21b4471d52a74fa3"),
            Map.entry("0034-invited-by.sql", "3c17ff6c084c7ca983ffeab23144ead2ff2b46397cfb30afc1232eefb7da8270"),
            Map.entry("0037-sessions.sql", "c17571858256dc8fcbf83cdcca666e04a4f39c23c55158eed935413b9481dcd8"),
            Map.entry("0038-passkeys.sql", "38dbe6a2f2d0ce94b691483326149ae22be8629c10a2bb3d9f4c403d5f43b0e7"),
            Map.entry("0039-identities.sql", "c85a4bb705f90a4177880e3c119ca11c67611075c5d275a16372d32a6fa9951f"),
            Map.entry("0040-review-summary.sql", "a166cd0fe3156f93d1d8e1639ec7582d35cec802508ffa911a239e15dddaa913"),
            Map.entry(
                    "0041-runs-are-not-kept-for-ever.sql",
                    "d812076a696eff1ea01aacaa49d827279cbadb3ee4cc02edc891ea41a8e3bcf9"),
            Map.entry("0042-mail.sql", "d0d145e1a63cc9bb3b756a222fe2de58370bae93a4f1416d4b3826ec1b15dd5f"),
            Map.entry("0043-publications-told.sql", "6e133db82012370be17e1e8a30c30706fbd00aac959f7b8f044c4080ead54c52"),
            Map.entry(
                    "0044-suspended-workspaces.sql",
                    "01ed72881b77996143778dcdcc2b9bf32635f739ba9c24ed42858417eafeb45f"),
            Map.entry(
                    "0045-zones-and-versions.sql", "012cf1015e3375d82620dc28bd4e886f7b750a2a9c8b234805422e5575f0f85a"),
            Map.entry(
                    "0046-addresses-unlinked.sql", "287713da40efce2e60f712f0ab398dc2c45b5f1b736a235fb3116c7231eaa056"),
            Map.entry(
                    "0050-configuration-snapshots.sql",
                    "3009df5fef2b78dc0015e28c3c5fc0f47e0c7f511c29c2753f6fe064c85ea641"),
            Map.entry(
                    "0051-configuration-targets.sql",
                    "469efcc48305fcc0d0d6d9800c71c8597a2f237aa2476e5d9220535344a9ed80"),
            Map.entry("0052-restores.sql", "b2141658d31393acddaf563cef03e2707e13236afbe7442af0c7786db8bc70a4"),
            Map.entry("0053-restore-four-eyes.sql", "0e321431683c5f95b0394cc30a78674b21891dec920784ef2e7d6c2b9d40528f"),
            Map.entry("0047-attention-ends.sql", "3b05a611af120d6f95b6b234407a8dbbcd42d373186c752e2e7183f5ebe3e1db"),
            Map.entry("0048-open-attention.sql", "13c7806abf002b40e9aec31e0d1d0a153eea2f975a47adb48ee0d49210899714"),
            Map.entry("0054-review-moments.sql", "5ad27c0dd803b9809d4f371c13bf549c0e278476eaa4c34439b3144f32f3b203"),
            Map.entry("0057-publications.sql", "c7e84a54b1c37db005a46a28bbc1bd785951a473e95d7dc52b5efc6590b6465e"),
            Map.entry("0062-review-readings.sql", "54e280da461b04677520f605ed05d0012aeb3dbb7f78312dc0db719c2361c4bb"),
            Map.entry("0063-review-questions.sql", "27b3db7c74ca14ea52a74d09de1dc0439113c2995a297c82dbfd0197b7559f7b"),
            Map.entry("0064-targets-over-http.sql", "6fcd1996b64a4d3e9f7d1954eb5060fc05ac896fd123e89e692bc893ae576338"),
            Map.entry(
                    "0065-compared-snapshots.sql", "a9171d82dd2fdfd5d0019faee2351efca66b0cac70d8c2d36853cf631ab33649"),
            Map.entry(
                    "0058-lists-by-starter-and-decision.sql",
                    "9a22c26b36f119fdbb3810834ac4b667a06edbdeb4abc82f8c3f9db9ffc753ae"),
            Map.entry("0059-saved-views.sql", "6bf0590e25d27beefecfbaa112ca56a3c2527e409960f6bc84bdfabbf394a528"),
            Map.entry("0066-document-language.sql", "9a301f75db9fda0471f88f7115f21bd709210ef73fcfe15cc0551fe354fb1b33"),
            Map.entry(
                    "0067-invitations-by-address.sql",
                    "51af164aa61b1a6d75bffa3abb55bab8dc31013e7d4933fe61227c193dbded92"),
            Map.entry("0071-saved-view-names.sql", "26e606e30506a96a04b6a60c08009af3d696baa0d0a3dbe9e545d7d437bcc7fa"),
            Map.entry("0070-share-links.sql", "856ccc33cc7085457efc5fe0a609087142c0496c785c6d224528f2384c534e54"),
            Map.entry("0075-what-follows.sql", "feb8fc66a31106a913eae1cdcd1f69d1b96a6c4b7d4d9c336a43a4efa46fe7f6"),
            Map.entry("0079-letterheads.sql", "1bf217962927fc6863f68271e67e306de15760f748807de92a8a51197a92ec54"),
            Map.entry("0072-kept-snapshots.sql", "967a25ca0fa15512908743b148a53f4c1abace6e2576263bdd8397c340fbf53e"),
            Map.entry("0073-review-notes.sql", "e412b4e7d7e23a2f6af7697ba77601df475473070e22a79efc35ee0a4f87c8c2"),
            Map.entry("0068-review-controls.sql", "165ee01c5ca94933ce324152d8a7fa6a1f74ffc5b6432f692db9f28b5cf352ec"),
            Map.entry("0060-waivers.sql", "06cb09dcab481a2808c3d9558a35b6d8fe9d9bbf0590ee9a96abfe62678a3c18"),
            Map.entry("0077-notice-choices.sql", "c41eb471b03b192ef145a413436a40c7e6d6bec1ef60831880dc314056d78a0b"),
            Map.entry("0078-column-order.sql", "f1caaab39cedb3069f9a16b53f933d17cbc6b1941a192389fdcac64691136595"));

    @Test
    void a_merged_file_of_the_changelog_is_never_edited() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/db/changelog"))) {
            var found = files.filter(file -> file.toString().endsWith(".sql"))
                    .collect(Collectors.toMap(file -> file.getFileName().toString(), ChangelogTest::sha256));

            assertThat(found).containsExactlyInAnyOrderEntriesOf(MERGED);
        }
    }

    private static String sha256(Path file) {
        try {
            var text = Files.readString(file).replace("\r\n", "\n");
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
