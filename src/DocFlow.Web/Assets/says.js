// The sentences the scripts say, in the language of the page.
const sentences = {
  loading: ["Đang mở văn bản…", "Opening the document…"],
  page: ["Trang", "Page"],
  zoomIn: ["Phóng to (+)", "Zoom in (+)"],
  zoomOut: ["Thu nhỏ (-)", "Zoom out (-)"],
  fit: ["Vừa khung (0)", "Fit width (0)"],
  download: ["Tải về", "Download"],
  gone: ["Không tìm thấy tệp của văn bản, hoặc bạn không có quyền xem. Hãy tải lại trang.",
    "The document's file was not found, or you may not see it. Reload the page."],
  locked: ["Tệp PDF này có mật khẩu nên không xem được.", "This PDF is protected by a password and cannot be shown."],
  broken: ["Tệp này không đọc được như một tệp PDF.", "This file cannot be read as a PDF."],
  away: ["Không tải được văn bản: mất kết nối với máy chủ. Hãy tải lại trang.",
    "The document could not be loaded: the server does not answer. Reload the page."],
  drop: ["Kéo thả tệp PDF vào đây, hoặc", "Drop PDF files here, or"],
  choose: ["Chọn tệp", "Choose files"],
  sending: ["Đang gửi", "Sending"],
  checking: ["Đang kiểm tra", "Checking"],
  received: ["Đã nhận", "Received"],
  lost: ["Mất kết nối khi đang gửi. Bấm “Gửi lại”: tệp sẽ không bị nhận hai lần.",
    "The connection was lost while sending. Press “Send again”: the file will not be received twice."],
  again: ["Gửi lại", "Send again"],
  findAgency: ["Tìm cơ quan theo tên hoặc mã", "Find an agency by name or code"],
  noAgency: ["Không có cơ quan nào như vậy trong danh bạ.", "There is no such agency in the directory."],
  testAgency: ["thử nghiệm", "test"],
  refused: ["Máy chủ không nhận tệp này.", "The server did not accept this file."],
};

export const says = name => sentences[name][document.documentElement.lang === "en" ? 1 : 0];

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
