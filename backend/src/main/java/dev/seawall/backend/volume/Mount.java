package dev.seawall.backend.volume;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code /proc/self/mountinfo} (proc_pid_mountinfo(5)). Thread rule: immutable.
 *
 * @param device {@code major:minor} of what is mounted
 * @param root the folder of that file system which is mounted, {@code /} for all of it
 * @param point where
 * @param source as given to mount(8)
 */
record Mount(String device, String root, String point, String type, String source) {

    /**
     * Reads one line: {@code 36 35 259:3 / /data rw,noatime shared:1 - xfs /dev/nvme1n1 rw}, with any number of fields
     * before the hyphen. Null when it has another shape.
     *
     * @param line one character a byte (ISO 8859-1), for names are bytes
     */
    static @Nullable Mount read(String line) {
        List<String> fields = Arrays.asList(line.split(" ", -1));
        int hyphen = fields.indexOf("-");
        if (hyphen < 6 || fields.size() < hyphen + 3) {
            return null;
        }
        return new Mount(
                fields.get(2),
                unescaped(fields.get(3)),
                unescaped(fields.get(4)),
                unescaped(fields.get(hyphen + 1)),
                unescaped(fields.get(hyphen + 2)));
    }

    /** Undoes the kernel's octal escapes, {@code \040} for a space, and reads the bytes as UTF-8. */
    private static String unescaped(String field) {
        var bytes = new ByteArrayOutputStream(field.length());
        for (int i = 0; i < field.length(); i++) {
            if (field.startsWith("\\", i)
                    && i + 4 <= field.length()
                    && field.substring(i + 1, i + 4).matches("[0-3][0-7]{2}")) {
                bytes.write(Integer.parseInt(field.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                bytes.write(field.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
